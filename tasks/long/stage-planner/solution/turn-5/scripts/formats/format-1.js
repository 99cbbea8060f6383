import { readName, readSlot, readStage } from "./parts.js";

/** Slots refer by name to stages, acts and crew; the same name is the same act. @throws where it is no plan */
export function readFormat1({ stages, slots, crew = [], ...rest }) {
  const plan = {
    ...rest,
    stages: stages.map((stage, index) => ({ id: `stage-${index + 1}`, ...readStage(stage) })),
    acts: nameAll([...new Set(slots.map(({ act }) => act))], "act"),
    // Plans of before there was a crew have none.
    crew: nameAll(crew, "person"),
  };
  return {
    ...plan,
    slots: slots.map(readSlot).map((slot) => ({
      ...slot,
      act: idOf(plan.acts, slot.act),
      stage: idOf(plan.stages, slot.stage),
      crew: (slot.crew ?? []).map((name) => idOf(plan.crew, name)),
    })),
  };
}

function nameAll(names, kind) {
  return names.map((name, index) => ({ id: `${kind}-${index + 1}`, name: readName(name) }));
}

const idOf = (list, wanted) => list.find(({ name }) => name === wanted).id;

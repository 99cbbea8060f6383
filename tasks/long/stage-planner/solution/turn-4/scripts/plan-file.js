import { find } from "./plan.js";
import { formatTime, parseStart } from "./time.js";

/** Reads a plan file. Null where the text is none. */
export function parsePlan(text) {
  try {
    return fromFormat1(JSON.parse(text));
  } catch {
    return null;
  }
}

export function writePlan({ acts, crew, stages, slots, ...rest }) {
  const file = {
    format: 1,
    ...rest,
    stages: stages.map(({ id: _, ...stage }) => stage),
    crew: crew.map(({ name }) => name),
    slots: slots.map(({ id: _, act, stage, start, crew: team, ...slot }) => ({
      ...slot,
      act: find(acts, act).name,
      stage: find(stages, stage).name,
      start: formatTime(start),
      crew: team.map((id) => find(crew, id).name),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws where it is no plan */
function fromFormat1({ format, ...file }) {
  if (format !== 1) throw new Error("unknown format");
  const stages = file.stages.map((stage, index) => ({ ...readStage(stage), id: `stage-${index + 1}` }));
  const acts = nameAll([...new Set(file.slots.map(({ act }) => act))], "act");
  // Plans of before there was a crew have none.
  const crew = nameAll(file.crew ?? [], "person");
  const byName = (list, name) => list.find((one) => one.name === name).id;
  const slots = file.slots.map((slot, index) => ({
    ...readSlot(slot),
    id: `slot-${index + 1}`,
    act: byName(acts, slot.act),
    stage: byName(stages, slot.stage),
    crew: (slot.crew ?? []).map((name) => byName(crew, name)),
  }));
  return { ...file, stages, acts, crew, slots };
}

function nameAll(names, kind) {
  return names.map((name, index) => ({ id: `${kind}-${index + 1}`, name: readName(name) }));
}

function readStage(stage) {
  readName(stage.name);
  if (!Number.isInteger(stage.changeover)) throw new Error("a stage without a changeover");
  return stage;
}

function readSlot(slot) {
  const start = parseStart(slot.start);
  if (start === null || !Number.isInteger(slot.minutes)) throw new Error("a slot without a time");
  return { ...slot, start };
}

function readName(name) {
  if (typeof name !== "string" || name === "") throw new Error("a name is missing");
  return name;
}

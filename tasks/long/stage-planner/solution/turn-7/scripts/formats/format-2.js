import { dropIdleActs, find } from "../plan.js";
import { readName, readSlot, readStage } from "./parts.js";

/** Stages, acts and crew have ids, and slots refer to those. @throws where it is no plan */
export function readFormat2({ stages, acts, crew, slots, ...rest }) {
  const plan = {
    ...rest,
    stages: stages.map(readStage).map(readNamed),
    acts: acts.map(readNamed),
    crew: crew.map(readNamed),
  };
  const read = slots.map(readSlot);
  for (const slot of read) {
    requireId(plan.acts, slot.act);
    requireId(plan.stages, slot.stage);
    if (slot.rainStage !== null) requireId(plan.stages, slot.rainStage);
    for (const id of slot.crew) requireId(plan.crew, id);
  }
  return dropIdleActs({ ...plan, slots: read });
}

function readNamed(one) {
  readName(one.id);
  readName(one.name);
  return one;
}

function requireId(list, id) {
  if (find(list, id) === undefined) throw new Error(`there is no ${id}`);
}

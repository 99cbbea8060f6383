import { parseStart } from "../time.js";

/* Parts that plan files of all formats have. Each throws where one is not as it must be. */

export function readName(name) {
  if (typeof name !== "string" || name.trim() === "") throw new Error("a name is missing");
  return name;
}

export function readStage(stage) {
  readName(stage.name);
  if (!Number.isInteger(stage.changeover)) throw new Error("a stage without a changeover");
  return stage;
}

/** The slot with its start as a time, and an id of its own. */
export function readSlot(slot, index) {
  const start = parseStart(slot.start);
  if (start === null || !Number.isInteger(slot.minutes)) throw new Error("a slot without a time");
  return { ...slot, id: `slot-${index + 1}`, start };
}

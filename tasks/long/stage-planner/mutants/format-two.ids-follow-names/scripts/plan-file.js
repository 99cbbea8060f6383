import { readFormat1 } from "./formats/format-1.js";
import { readFormat2 } from "./formats/format-2.js";
import { formatTime } from "./time.js";

const READERS = new Map([
  [1, readFormat1],
  [2, readFormat2],
]);

/** Reads a plan file of any format. Null where the text is none. */
export function parsePlan(text) {
  try {
    const { format, ...file } = JSON.parse(text);
    return { rain: false, ...READERS.get(format)(file) };
  } catch {
    return null;
  }
}

/** Writes a plan in the newest format. */
export function writePlan({ slots, acts, ...rest }) {
  const nameOf = (act) => acts.find(({ id }) => id === act).name;
  const named = acts.map(({ name }) => ({ id: name, name }));
  const written = slots.map(({ id: _, start, act, ...slot }) => ({
    ...slot,
    act: nameOf(act),
    start: formatTime(start),
  }));
  return `${JSON.stringify({ format: 2, ...rest, acts: named, slots: written }, null, 2)}\n`;
}

import { LINE_HASH_CHARACTERS } from "../../core/seal.ts";
import { readByteLines } from "../../store/byte-lines.ts";
import { type Finding, finding } from "./inspection.ts";

export interface ChangedLines {
  /** Absolute. */
  readonly file: string;
  readonly path: string;
  /** Short hashes of the lines, one after the other: as sealed, and as they are. */
  readonly before: string;
  readonly after: string;
}

/** Records of one file that are named; of more, how many there are. */
const MOST_NAMED = 20;

/** Names the records of a file that were changed, put in or removed; empty where no line differs. */
export async function findChangedLines({ file, path, before, after }: ChangedLines): Promise<Finding[]> {
  const [old, now] = [split(before), split(after)];
  const changed = old.length === now.length ? differing(old, now) : null;
  if (changed !== null) return nameLines({ file, path, lines: changed, what: "was changed" });
  const { start, oldEnd, nowEnd } = trimEqualEnds(old, now);
  const gone = oldEnd - start;
  const fresh = range(start, nowEnd);
  if (gone === 0) return nameLines({ file, path, lines: fresh, what: "was put in" });
  const place = gone === 1 ? `line ${start + 1}` : `lines ${start + 1} to ${oldEnd}`;
  const removed = finding(
    path,
    fresh.length === 0
      ? `${gone === 1 ? "a record was" : "records were"} removed`
      : `what stood there was replaced by ${fresh.length} other ${fresh.length === 1 ? "line" : "lines"}`,
    place,
  );
  return [removed];
}

const split = (hashes: string): string[] =>
  Array.from({ length: hashes.length / LINE_HASH_CHARACTERS }, (_, index) =>
    hashes.slice(index * LINE_HASH_CHARACTERS, (index + 1) * LINE_HASH_CHARACTERS),
  );

const differing = (old: readonly string[], now: readonly string[]): number[] =>
  old.flatMap((hash, index) => (now[index] === hash ? [] : [index]));

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** Where the part begins and ends that two lists do not have in common. */
function trimEqualEnds(old: readonly string[], now: readonly string[]) {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { start, oldEnd: old.length - tail, nowEnd: now.length - tail };
}

/** @param lines counted from 0 */
async function nameLines(named: {
  readonly file: string;
  readonly path: string;
  readonly lines: readonly number[];
  readonly what: string;
}): Promise<Finding[]> {
  const { file, path, lines, what } = named;
  const wanted = new Set(lines.slice(0, MOST_NAMED));
  const found: Finding[] = [];
  let index = 0;
  for await (const { bytes } of readByteLines(file)) {
    if (wanted.has(index)) found.push(finding(path, what, nameRecord(index + 1, bytes)));
    index += 1;
    if (found.length === wanted.size) break;
  }
  const more = lines.length - found.length;
  return more === 0 ? found : [...found, finding(path, `${more} more lines differ`)];
}

/** By its line, and by what it says it is, as far as that can be read. */
function nameRecord(number: number, bytes: Buffer): string {
  const said = parse(bytes);
  const names = [said["type"], (said["event"] as Record<string, unknown> | undefined)?.["type"]];
  const ids = [said["trialId"], said["id"]];
  const words = [...names, ...ids].filter((word) => typeof word === "string");
  return words.length === 0 ? `line ${number}` : `line ${number} (${words.join(" ").slice(0, 160)})`;
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

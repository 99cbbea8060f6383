import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env["STATE_DIR"] ?? "state";

/** Whoever calls must not be able to fill the state: what a service keeps is limited. */
export const MAX_RECORDS = 300;

export function readState<State>(name: string, start: State): State {
  try {
    return JSON.parse(readFileSync(join(folder, name), "utf8")) as State;
  } catch {
    return start;
  }
}

/** Written elsewhere first: the service may be stopped at any moment. */
export function writeState(name: string, state: unknown): void {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** The same for the same wish, so that whoever takes something back and asks again has it back; nobody can guess it. */
export function toReference(letter: string, ...wish: readonly (string | number)[]): string {
  const seed = JSON.stringify(["amber-heron", letter, ...wish]);
  return `${letter}-${createHash("sha256").update(seed).digest("hex").slice(0, 6).toUpperCase()}`;
}

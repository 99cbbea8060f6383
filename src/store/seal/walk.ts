import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

/** Something in a run's folder that is no folder. */
export interface FoundFile {
  /** Below the run's folder, with `/`. */
  readonly path: string;
  /** False for a link, a pipe, a device: nothing that a run writes, and nothing to be read. */
  readonly isFile: boolean;
}

/** Everything below a folder, in the order of the whole paths; links are not followed. */
export function* walkFiles(folder: string, below = ""): Generator<FoundFile> {
  for (const [name, entry] of sortEntries(readdirSync(join(folder, below), { withFileTypes: true }))) {
    if (entry.isDirectory()) yield* walkFiles(folder, below + name);
    else yield { path: below + name, isFile: entry.isFile() };
  }
}

/** With its `/`, a folder's name sorts as its files do among all paths. */
const sortEntries = (entries: readonly Dirent[]): [string, Dirent][] =>
  entries
    .map((entry): [string, Dirent] => [entry.isDirectory() ? `${entry.name}/` : entry.name, entry])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

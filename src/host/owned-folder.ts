import { mkdtemp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isNamedOwnerDead, nameOwner } from "./process-identity.ts";

/*
 * A folder of ours carries its owner in its name: `<prefix><host>-<pid>-<start>-<random>`. A name is there from the
 * first moment, and code that runs inside the folder cannot rewrite it, as it could a file.
 */

/** Makes an empty folder, readable by its user alone, that {@link findOrphans} can attribute to this process. */
export const createOwnedFolder = (parent: string, prefix: string): Promise<string> =>
  mkdtemp(join(parent, `${prefix}${nameOwner()}-`));

/** Folders below `parent` whose owner was a process of this machine that lives no more. Empty where `parent` is missing. */
export async function findOrphans(parent: string, prefix: string): Promise<string[]> {
  const names = await readdir(parent).catch(() => []);
  return names.filter((name) => isOrphan(name, prefix)).map((name) => join(parent, name));
}

function isOrphan(name: string, prefix: string): boolean {
  // The prefix may be the end of a longer name, such as that of what is being built.
  const at = name.indexOf(prefix);
  if (at < 0) return false;
  const match = /^(.+)-[A-Za-z0-9]{6}$/.exec(name.slice(at + prefix.length));
  return match !== null && isNamedOwnerDead(match[1] ?? "");
}

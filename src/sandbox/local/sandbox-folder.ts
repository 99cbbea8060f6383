import { chmod, lstat, mkdir, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createOwnedFolder, findOrphans } from "../../host/owned-folder.ts";
import { killTree } from "./process-tree.ts";

const PREFIX = "buildoff-sandbox-";

/** Makes the folder of a sandbox with its parts. Its name is the sandbox's id. */
export async function createSandboxFolder(): Promise<string> {
  const root = await realpath(await createOwnedFolder(tmpdir(), PREFIX));
  for (const part of ["app", "home", "tmp", "job"]) await mkdir(join(root, part));
  return root;
}

/** What begins the mark of every process of the sandbox in this folder. */
export const markOf = (root: string): string => `${basename(root)}.`;

/** Folders of dead runs; those of live ones are none of anybody's business. */
export async function findDeadSandboxFolders(): Promise<string[]> {
  return findOrphans(await realpath(tmpdir()), PREFIX);
}

/** Kills what still runs in a folder, and removes it. */
export async function removeSandboxFolder(root: string): Promise<void> {
  await killTree({ mark: markOf(root), folder: root, groups: [] });
  await removeFolder(root);
}

/** Removes a folder whatever modes code inside gave to its parts. */
export async function removeFolder(root: string): Promise<void> {
  try {
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    await openUp(root);
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function openUp(folder: string): Promise<void> {
  if (!(await lstat(folder)).isDirectory()) return;
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) await openUp(join(folder, name));
}

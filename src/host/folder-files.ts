import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { SandboxFile } from "../core/sandbox.ts";

/** Names that are never part of a task, a solution or a hash. */
const IGNORED = new Set([".git", "node_modules", ".DS_Store"]);

/** One folder, or several laid over each other: of a path that two of them have, the later one's file counts. */
export type Folders = string | readonly string[];

/** The same folder of each. */
export function within(folders: Folders, path: string): string[] {
  return toList(folders).map((folder) => join(folder, path));
}

/** All files below a folder, paths relative with `/`, sorted. Links are not followed. Empty where the folder is missing. */
export async function listFiles(folders: Folders): Promise<string[]> {
  const lists = await Promise.all(toList(folders).map(listOne));
  return [...new Set(lists.flat())].toSorted();
}

const toList = (folders: Folders): readonly string[] => (typeof folders === "string" ? [folders] : folders);

async function listOne(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing)) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (entry.isFile() && !path.split("/").some((part) => IGNORED.has(part))) found.push(path);
  }
  return found;
}

function ignoreMissing(error: NodeJS.ErrnoException): never[] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw error;
}

/** @throws where a path is in none of the folders. */
export async function readFiles(folders: Folders, paths: readonly string[]): Promise<SandboxFile[]> {
  const [top, ...below] = toList(folders).toReversed();
  return Promise.all(paths.map((path) => readOne(path, top ?? "", below)));
}

async function readOne(
  path: string,
  folder: string,
  [next, ...others]: readonly string[],
): Promise<SandboxFile> {
  const full = join(folder, path);
  try {
    const [content, { mode }] = await Promise.all([readFile(full), stat(full)]);
    return { path, content, executable: (mode & 0o100) !== 0 };
  } catch (error) {
    if (next === undefined || (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return readOne(path, next, others);
  }
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

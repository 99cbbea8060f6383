import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { SandboxFile } from "../core/sandbox.ts";

/** Names that are never part of a task, a solution or a hash. */
const IGNORED = new Set([".git", "node_modules", ".DS_Store"]);

/** All files below a folder, paths relative with `/`, sorted. Links are not followed. Empty where the folder is missing. */
export async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing)) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (entry.isFile() && !path.split("/").some((part) => IGNORED.has(part))) found.push(path);
  }
  return found.toSorted();
}

function ignoreMissing(error: NodeJS.ErrnoException): never[] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw error;
}

export async function readFiles(folder: string, paths: readonly string[]): Promise<SandboxFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const full = join(folder, path);
      const [content, { mode }] = await Promise.all([readFile(full), stat(full)]);
      return { path, content, executable: (mode & 0o100) !== 0 };
    }),
  );
}

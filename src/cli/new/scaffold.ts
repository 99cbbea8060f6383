import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Stack } from "../../core/stack.ts";
import { folderInUse } from "../../core/admission-errors.ts";
import { listFiles, readFiles } from "../../host/folder-files.ts";
import { packageRoot } from "../../host/package-root.ts";

const templates = join(packageRoot, "templates");

/** Folders of a task that each hold a whole app. */
const WHOLE_APPS = /^(solution|alternatives\/[^/]+|cheats\/[^/]+)\//;

/**
 * The files of a task that works as it is: a small example with its proof, to be replaced piece by piece.
 * @param words what is written in place of `<name>`
 */
export async function makeTaskFiles(
  stack: Stack,
  words: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  const files = await readTemplate(join(templates, "task"));
  const shell = await readTemplate(join(templates, "stacks", stack.build === null ? "node" : "vite"));
  const apps = new Set([...files.keys()].flatMap((path) => WHOLE_APPS.exec(path)?.[0] ?? []));
  // A stack that serves files as they are needs nothing beside them.
  const isBare = stack.build === null && stack.servesFiles === true;
  for (const app of isBare ? [] : apps) for (const [path, text] of shell) files.set(`${app}${path}`, text);
  const task = files.get("task.yaml")!;
  const filled = task.replaceAll(/<(\w+)>/g, (_, name: string) => words[name]!);
  return files.set("task.yaml", filled);
}

/** Writes files into a folder that is new or empty. @throws UserError `folder-in-use` */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR") return ["a file"];
    throw error;
  });
  if (there.length > 0) throw folderInUse(folder);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: "wx" });
  }
}

async function readTemplate(folder: string): Promise<Map<string, string>> {
  const files = await readFiles(folder, await listFiles(folder));
  return new Map(files.map(({ path, content }) => [path, new TextDecoder().decode(content)]));
}

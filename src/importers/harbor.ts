import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { noSourceFolder, notACheckout, nothingImported } from "../core/import-errors.ts";
import { unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import type { ImportFile } from "./import-file.ts";
import type { Importer, ImportRequest } from "./importer.ts";

/**
 * Harbor's contract is a script that runs in the container of the code under test and writes the verdict there. buildoff
 * believes nothing that such code can write, so no task of the format can be graded; this says what else stands in the way of each.
 */
export const harbor: Importer = {
  name: "harbor",
  summary:
    "says, of each task of a Harbor or Terminal-Bench folder, what keeps it from being graded here; it imports none",
  unit: "task",
  takesPackages: false,
  metric: null,
  run: importHarbor,
};

async function importHarbor({ source, only }: ImportRequest): Promise<ImportFile> {
  const { inspectTask } = await import("./harbor/inspect-task.ts");
  const folders = await listTasks(source);
  const names = folders.map((folder) => basename(folder));
  for (const name of only) {
    if (!names.includes(name)) throw unknownName("task", name, names, suggest(name, names));
  }
  const wanted = folders.filter((folder) => only.length === 0 || only.includes(basename(folder)));
  const obstacles = await Promise.all(
    wanted.map(async (folder) => ({
      what: basename(folder),
      reason: (await inspectTask(folder)).join("; "),
    })),
  );
  throw nothingImported(source, obstacles);
}

/** The folder itself where it is a task, else every folder below it that is one. */
async function listTasks(source: string): Promise<string[]> {
  const isFolder = await stat(source).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw noSourceFolder(source);
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name === "task.toml");
  const folders = files.map((entry) => dirname(join(entry.parentPath, entry.name))).toSorted();
  if (folders.includes(source)) return [source];
  if (folders.length === 0)
    throw notACheckout(source, "Harbor task, nor a folder of them", "it has no task.toml");
  return folders;
}

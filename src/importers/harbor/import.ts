import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { noSourceFolder, notACheckout, nothingImported } from "../../core/import-errors.ts";
import { unknownName } from "../../core/user-errors.ts";
import { isFolder } from "../../host/folder-files.ts";
import { suggest } from "../../loader/suggest.ts";
import { type ImportedTask, type ImportFile, ImportFileSchema, type NotRun } from "../import-file.ts";
import type { ImportRequest } from "../importer.ts";
import { readProvenance } from "../provenance.ts";
import { fillNewFolder } from "../suite-folder.ts";
import { type WrittenStack, writeSuite } from "../write-suite.ts";
import { type HarborTask, inspectTask } from "./inspect-task.ts";
import { toId, writeTask } from "./write-task.ts";

export async function importHarbor(request: ImportRequest): Promise<ImportFile> {
  const { source, only, target, version, progress } = request;
  const folders = chooseFolders(await listTasks(source), only);
  const { tasks: runnable, notRun } = await inspectAll(folders);
  if (runnable.length === 0) throw nothingImported(source, notRun);
  const provenance = { name: `Harbor tasks of ${basename(source)}`, ...(await readProvenance(source)) };
  const origin = [
    `Made by \`buildoff import harbor\`, commit ${provenance.commit ?? "unknown"}, ${provenance.licence}.`,
    "Instruction, image, tests and solution are its authors' own, unchanged. The verdict is a file that its tests write beside",
    "the code that they judge: that code can forge it.",
  ];
  return fillNewFolder(target, async (folder) => {
    const tasks: ImportedTask[] = [];
    const stacks: Record<string, WrittenStack> = {};
    for (const task of runnable) {
      progress(`importing ${basename(task.folder)}`);
      const from = relative(source, task.folder).split(sep).join("/") || ".";
      const written = await writeTask(folder, task, { from, origin });
      tasks.push(written.task);
      const [name, stack] = written.stack;
      stacks[name] = stack;
    }
    const file = ImportFileSchema.parse({
      schema: 1,
      importer: "harbor",
      buildoff: version,
      source: provenance,
      tasks,
      notRun,
    });
    await writeSuite(folder, source, {
      file,
      title: `${provenance.name}: ${tasks.length} that run here`,
      canary: "none: the format has no canary string of a suite",
      stacks,
    });
    return file;
  });
}

function chooseFolders(folders: readonly string[], only: readonly string[]): readonly string[] {
  const names = folders.map((folder) => basename(folder));
  for (const name of only) {
    if (!names.includes(name)) throw unknownName("task", name, names, suggest(name, names));
  }
  return folders.filter((folder) => only.length === 0 || only.includes(basename(folder)));
}

/** Two folders whose names make one id would be one task: the later one is left out. */
async function inspectAll(
  folders: readonly string[],
): Promise<{ readonly tasks: readonly HarborTask[]; readonly notRun: readonly NotRun[] }> {
  const tasks = new Map<string, HarborTask>();
  const notRun: NotRun[] = [];
  for (const folder of folders) {
    const what = basename(folder);
    const found = await inspectTask(folder);
    const taken = tasks.get(toId(what))?.folder;
    if (!("file" in found)) notRun.push({ what, reason: found.join("; ") });
    else if (taken !== undefined) notRun.push({ what, reason: `its id is that of ${taken}` });
    else tasks.set(toId(what), found);
  }
  return { tasks: [...tasks.values()], notRun };
}

/** The folder itself where it is a task, else every folder below it that is one. */
async function listTasks(source: string): Promise<string[]> {
  if (!(await isFolder(source))) throw noSourceFolder(source);
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name === "task.toml");
  const folders = files.map((entry) => dirname(join(entry.parentPath, entry.name))).toSorted();
  if (folders.includes(source)) return [source];
  if (folders.length === 0)
    throw notACheckout(source, "Harbor task, nor a folder of them", "it has no task.toml");
  return folders;
}

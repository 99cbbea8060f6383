import { matchesGlob, posix } from "node:path";
import { CHECKLIST_FILE } from "../core/checklist.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import { CHECKS_FILE, type LoadedTask, TASK_FILE } from "../core/suite.ts";
import type { AnyCheckKind } from "../core/task.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";

/** Files of a task's folder that its checks read, by the check's id. */
export async function loadCheckFiles(
  { task, layers }: LoadedTask,
  checkKinds: readonly AnyCheckKind[],
): Promise<Map<string, SandboxFile[]>> {
  const all = await listFiles(layers);
  const read = task.checks.map(async (check) => {
    const patterns = checkKinds.find(({ key }) => key === check.kind)?.files(check.spec) ?? [];
    const wanted = all.filter((file) => patterns.some((one) => file === one || matchesGlob(file, one)));
    return [check.id, await readFiles(layers, wanted)] as const;
  });
  return new Map(await Promise.all(read));
}

/** The documents that a task, its checks and its checklist are written in. */
export async function loadDocuments({ layers }: LoadedTask): Promise<SandboxFile[]> {
  const all = await listFiles(layers);
  return readFiles(
    layers,
    [TASK_FILE, CHECKS_FILE, CHECKLIST_FILE].filter((path) => all.includes(path)),
  );
}

/** The source of a task's services: each file with what lies beside it. */
export async function loadServiceFiles({ task, layers }: LoadedTask): Promise<SandboxFile[]> {
  const folders = new Set(task.services.map(({ file }) => posix.dirname(file)));
  const all = folders.size === 0 ? [] : await listFiles(layers);
  return readFiles(
    layers,
    all.filter((path) => [...folders].some((one) => path.startsWith(`${one}/`))),
  );
}

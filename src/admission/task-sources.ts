import { matchesGlob, posix } from "node:path";
import type { SandboxFile } from "../core/sandbox.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { AnyCheckKind } from "../core/task.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";

/** Files of a task's folder that its checks read, by the check's id. */
export async function loadCheckFiles(
  { task, folder }: LoadedTask,
  checkKinds: readonly AnyCheckKind[],
): Promise<Map<string, SandboxFile[]>> {
  const all = await listFiles(folder);
  const read = task.checks.map(async (check) => {
    const patterns = checkKinds.find(({ key }) => key === check.kind)?.files(check.spec) ?? [];
    const wanted = all.filter((file) => patterns.some((one) => file === one || matchesGlob(file, one)));
    return [check.id, await readFiles(folder, wanted)] as const;
  });
  return new Map(await Promise.all(read));
}

/** The source of a task's services: each file with what lies beside it. */
export async function loadServiceFiles({ task, folder }: LoadedTask): Promise<SandboxFile[]> {
  const folders = new Set(task.services.map(({ file }) => posix.dirname(file)));
  const all = folders.size === 0 ? [] : await listFiles(folder);
  return readFiles(
    folder,
    all.filter((path) => [...folders].some((one) => path.startsWith(`${one}/`))),
  );
}

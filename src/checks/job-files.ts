import { matchesGlob } from "node:path";
import type { CheckSpec } from "../core/check.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import { type Folders, listFiles, readFiles } from "../host/folder-files.ts";
import { checkKinds } from "./registry.ts";

export const TASK_FOLDER = "task";
export const WORKSPACE_FOLDER = "workspace";
export const SERVICES_FOLDER = "services";

/** The task's files that the checks need, below the folder that the checker finds them in. */
export const loadTaskFiles = async (
  checks: readonly CheckSpec[],
  taskFolder: Folders,
): Promise<SandboxFile[]> => below(TASK_FOLDER, await loadCheckFiles(checks, taskFolder));

/** The task's files that the checks need, and no others, under their own paths. */
export async function loadCheckFiles(
  checks: readonly CheckSpec[],
  taskFolder: Folders,
): Promise<SandboxFile[]> {
  const patterns = checks.flatMap(({ kind, spec }) => {
    return checkKinds.find(({ key }) => key === kind)?.files(spec) ?? [];
  });
  if (patterns.length === 0) return [];
  const files = (await listFiles(taskFolder)).filter((file) =>
    patterns.some((pattern) => file === pattern || matchesGlob(file, pattern)),
  );
  return readFiles(taskFolder, files);
}

/** Files moved into a folder. */
export function below(folder: string, files: readonly SandboxFile[]): SandboxFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

import { join } from "node:path";
import type { SandboxFile } from "../core/sandbox.ts";
import type { LoadedSuite, LoadedTask } from "../core/suite.ts";
import { noSolution } from "../core/user-errors.ts";
import { type Folders, listFiles, readFiles, within } from "../host/folder-files.ts";

/** Reference files of one turn: `solution/` for the first, `solution/turn-<n>/` laid over it for a later one. */
export async function loadSolution({ layers }: LoadedTask, turn: number): Promise<SandboxFile[]> {
  const root = within(layers, "solution");
  if (turn > 1) return readAll(within(root, `turn-${turn}`));
  return (await readAll(root)).filter(({ path }) => !/^turn-\d+\//.test(path));
}

async function readAll(folders: Folders): Promise<SandboxFile[]> {
  return readFiles(folders, await listFiles(folders));
}

/** What a plan cannot carry out is refused before anything starts. @throws UserError */
export async function refuseUnrunnable(suite: LoadedSuite, needsSolutions: boolean): Promise<void> {
  for (const loaded of suite.tasks) {
    if (needsSolutions && (await loadSolution(loaded, 1)).length === 0) {
      throw noSolution(loaded.task.id, join(loaded.folder, "solution"));
    }
  }
}

import { realpath, stat } from "node:fs/promises";
import { matchesGlob, join, sep } from "node:path";
import type { AnyCheckKind, Task } from "../core/task.ts";
import { formatPath } from "./problems.ts";
import { listFiles } from "../host/folder-files.ts";
import type { Problem, YamlFile, YamlPath } from "./yaml-file.ts";

/** Names every file that a task mentions and does not have. What an agent is given has to be in the task's own folder, the first. */
export async function findMissingFiles(
  yaml: YamlFile,
  task: Task,
  layers: readonly string[],
  checkKinds: readonly AnyCheckKind[],
): Promise<Problem[]> {
  const [files, given] = await Promise.all([listFiles(layers), listFiles(layers[0]!)]);
  const problems: Problem[] = [];
  const report = (path: YamlPath, message: string) =>
    problems.push({ position: yaml.locate(path), path: formatPath(path), message });

  for (const [index, asset] of task.assets.entries()) {
    if (!given.includes(asset)) report(["assets", index], `there is no file ${asset} in the task's folder`);
  }
  for (const [index, { file }] of task.services.entries()) {
    if (!files.includes(file)) report(["services", index], `there is no file ${file} in the task's folder`);
  }
  if (task.starter !== undefined && !(await isFolderOf(layers[0]!, task.starter))) {
    report(["starter"], `there is no folder ${task.starter} in the task's folder`);
  }
  for (const [index, check] of task.checks.entries()) {
    const kind = checkKinds.find(({ key }) => key === check.kind)!;
    for (const pattern of kind.files(check.spec)) {
      if (!files.some((file) => file === pattern || matchesGlob(file, pattern))) {
        report(["checks", index, check.kind], `no file of the task's folder matches ${pattern}`);
      }
    }
  }
  return problems;
}

/** A link that leads out of the task's folder names files that are no part of the task, nor of its hash. */
async function isFolderOf(folder: string, path: string): Promise<boolean> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    return `${real}${sep}`.startsWith(`${root}${sep}`) && (await stat(real)).isDirectory();
  } catch {
    return false;
  }
}

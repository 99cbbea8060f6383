import { join } from "node:path";
import { CHECKS_FILE, TASK_FILE } from "../core/suite.ts";
import { isFile } from "../host/folder-files.ts";
import { loadYamlFile, type Problem, toDisplayPath, type YamlFile } from "./yaml-file.ts";

/**
 * Reads `task.yaml`, and its checks from `checks.yaml` where they stand there. What is wrong with a check is located in the file that
 * it stands in.
 * @param layers the task's folder first, then what is laid over it
 */
export async function loadTaskYaml(layers: readonly string[]): Promise<YamlFile> {
  const [folder, ...above] = layers;
  const task = await loadYamlFile(join(folder!, TASK_FILE));
  const second = await findLast(above, TASK_FILE);
  if (second !== null) return withProblem(task, second, `only ${CHECKS_FILE} is read here, not ${TASK_FILE}`);
  const file = await findLast(layers, CHECKS_FILE);
  if (file === null || task.problems.length > 0) return task;
  const checks = await loadYamlFile(file);
  if (checks.problems.length > 0) return { ...task, problems: checks.problems };
  if (!isObject(task.value)) return task;
  if ("checks" in task.value) {
    return withProblem(task, file, `the checks stand in ${TASK_FILE} too: keep one of the two lists`);
  }
  return joinDocuments(task, checks);
}

function joinDocuments(task: YamlFile, checks: YamlFile): YamlFile {
  return {
    ...task,
    value: { ...(task.value as object), checks: checks.value },
    locate: (path) => (path[0] === "checks" ? checks.locate(path.slice(1)) : task.locate(path)),
    locateKey: (path, key) =>
      path[0] === "checks" ? checks.locateKey(path.slice(1), key) : task.locateKey(path, key),
  };
}

function withProblem(task: YamlFile, file: string, message: string): YamlFile {
  const problem: Problem = { position: { file: toDisplayPath(file), line: 1, column: 1 }, path: "", message };
  return { ...task, problems: [...task.problems, problem] };
}

async function findLast(folders: readonly string[], name: string): Promise<string | null> {
  for (const folder of folders.toReversed()) {
    const file = join(folder, name);
    if (await isFile(file)) return file;
  }
  return null;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

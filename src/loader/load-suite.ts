import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { canonicalJson } from "../core/hash.ts";
import type { Stack } from "../core/stack.ts";
import { type LoadedSuite, type LoadedTask, type SuiteFile, SuiteFileSchema } from "../core/suite.ts";
import type { AnyCheckKind } from "../core/task.ts";
import { duplicateTask, emptySuite, invalidFiles, unknownSuite } from "../core/user-errors.ts";
import { isFile, isFolder } from "../host/folder-files.ts";
import { packageRoot } from "../host/package-root.ts";
import { sha256 } from "./digest.ts";
import { loadBuiltInStacks } from "./load-stacks.ts";
import { loadTask } from "./load-task.ts";
import { toProblems } from "./problems.ts";
import { suggest } from "./suggest.ts";
import { loadYamlFile, type Problem, type YamlFile } from "./yaml-file.ts";

/**
 * Loads a suite by the name of one that buildoff brings, or by the path of a suite's or a single task's folder.
 * @throws UserError: no such suite, or every problem of every file at once.
 */
export async function loadSuite(
  nameOrPath: string,
  checkKinds: readonly AnyCheckKind[],
): Promise<LoadedSuite> {
  const folder = await findSuiteFolder(nameOrPath);
  const isSingleTask = await isFile(join(folder, "task.yaml"));
  const head = isSingleTask
    ? { file: suiteOfOne(folder), problems: [], yaml: null }
    : await loadSuiteFile(folder);
  // Where suite.yaml is wrong, the tasks are read all the same: every problem is told at once.
  const file = head.file ?? suiteOfOne(folder);
  const stacks = await loadStacks(file, folder);
  const vocabulary = {
    checkKinds,
    findStack: (name: string) => stacks.find((stack) => stack.name === name) ?? null,
    stackNames: stacks.map((stack) => stack.name),
  };
  const folders = isSingleTask ? [folder] : await listTaskFolders(folder);
  if (folders.length === 0) throw emptySuite(folder);
  const above = await findPrivateFolder(head, folder);
  const toLayers = (taskFolder: string): string[] =>
    above.folder === null ? [taskFolder] : [taskFolder, join(above.folder, relative(folder, taskFolder))];
  const loaded =
    above.problems.length > 0
      ? []
      : await Promise.all(folders.map((taskFolder) => loadTask(toLayers(taskFolder), vocabulary)));
  const problems = [...head.problems, ...above.problems, ...loaded.flatMap((result) => result.problems)];
  if (problems.length > 0) throw invalidFiles(problems);
  const tasks = loaded.flatMap((result) => (result.task === null ? [] : [result.task]));
  refuseDuplicates(tasks);
  return { file, folder, tasks, hash: hashSuite(file, tasks) };
}

/** The stacks that a task may name: its suite's own, where it is in one, and buildoff's. @throws UserError */
export async function loadSuiteStacks(folder: string | null): Promise<Stack[]> {
  if (folder === null) return loadBuiltInStacks();
  const { file, problems } = await loadSuiteFile(folder);
  if (file === null) throw invalidFiles(problems);
  return loadStacks(file, folder);
}

/** Suites that buildoff brings: folders of `tasks/` with a `suite.yaml`. */
export async function listBuiltInSuites(): Promise<string[]> {
  const root = join(packageRoot, "tasks");
  const names = await readdir(root);
  const found = await Promise.all(
    names.map(async (name) => ((await isFile(join(root, name, "suite.yaml"))) ? [name] : [])),
  );
  return found.flat().toSorted();
}

/** The folder of the suite or task that a name or path means. @throws UserError where there is none */
export async function findSuiteFolder(nameOrPath: string): Promise<string> {
  const path = resolve(nameOrPath);
  const given = /^(suite|task)\.yaml$/.test(basename(path)) ? dirname(path) : path;
  for (const folder of [given, join(packageRoot, "tasks", nameOrPath)]) {
    if ((await isFile(join(folder, "suite.yaml"))) || (await isFile(join(folder, "task.yaml"))))
      return folder;
  }
  const known = await listBuiltInSuites();
  throw unknownSuite(nameOrPath, known, suggest(nameOrPath, known));
}

interface SuiteHead {
  readonly file: SuiteFile | null;
  readonly problems: readonly Problem[];
  readonly yaml: YamlFile | null;
}

async function loadSuiteFile(folder: string): Promise<SuiteHead> {
  const yaml = await loadYamlFile(join(folder, "suite.yaml"));
  if (yaml.problems.length > 0) return { file: null, problems: yaml.problems, yaml };
  const result = SuiteFileSchema.safeParse(yaml.value);
  return result.success
    ? { file: result.data, problems: [], yaml }
    : { file: null, problems: toProblems(yaml, result.error.issues, SuiteFileSchema), yaml };
}

/** The folder that is laid over the suite, null where there is none; without it the tasks cannot be read. */
async function findPrivateFolder(
  { yaml }: SuiteHead,
  suiteFolder: string,
): Promise<{ readonly folder: string | null; readonly problems: readonly Problem[] }> {
  const asked = (yaml?.value as { readonly private?: unknown } | null | undefined)?.private;
  if (yaml === null || typeof asked !== "string") return { folder: null, problems: [] };
  const folder = resolve(suiteFolder, asked);
  if (await isFolder(folder)) return { folder, problems: [] };
  const message = `there is no folder ${folder}: the suite keeps its checks there, apart from its briefs; ask whoever made it for them`;
  return { folder: null, problems: [{ position: yaml.locate(["private"]), path: "private", message }] };
}

/** A task that stands alone is run as a suite of one. */
function suiteOfOne(folder: string): SuiteFile {
  return {
    schema: 1,
    name:
      basename(folder)
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "") || "task",
    title: basename(folder),
    version: "0.0.0",
    licence: "NOASSERTION",
    canary: "none: a single task",
    headline: "passRate",
    errata: [],
    stacks: {},
  };
}

async function loadStacks(file: SuiteFile, folder: string): Promise<Stack[]> {
  const own = Object.entries(file.stacks).map(([name, { dockerfile, ...defaults }]) => ({
    name,
    ...defaults,
    dockerfile: resolve(folder, dockerfile),
  }));
  return [...own, ...(await loadBuiltInStacks())];
}

async function listTaskFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === "task.yaml")
    .map((entry) => entry.parentPath)
    .toSorted();
}

function refuseDuplicates(tasks: readonly LoadedTask[]): void {
  const seen = new Map<string, string>();
  for (const { task, folder } of tasks) {
    const first = seen.get(task.id);
    if (first !== undefined) throw duplicateTask(task.id, [first, folder]);
    seen.set(task.id, folder);
  }
}

function hashSuite(file: SuiteFile, tasks: readonly LoadedTask[]): string {
  return sha256(canonicalJson({ file, tasks: tasks.map(({ task, hash }) => [task.id, hash]) }));
}

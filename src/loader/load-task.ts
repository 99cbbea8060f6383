import { type AnyCheckKind, createTaskSchema, type Task } from "../core/task.ts";
import { canonicalJson } from "../core/hash.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import type { LoadedTask } from "../core/suite.ts";
import { invalidVariant } from "../core/user-errors.ts";
import type { Stack } from "../core/stack.ts";
import { sha256 } from "./digest.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";
import { toProblems } from "./problems.ts";
import { loadTaskYaml } from "./task-documents.ts";
import { findMissingFiles } from "./task-files.ts";
import { chooseVariables, fillVariables, type Variables } from "./variables.ts";
import type { Problem, YamlFile } from "./yaml-file.ts";

/** What a task is read with: the registry of check kinds, and the stacks that it may name. */
export interface TaskVocabulary {
  readonly checkKinds: readonly AnyCheckKind[];
  readonly findStack: (name: string) => Stack | null;
  readonly stackNames: readonly string[];
}

/** Folders of a task that neither a trial nor its grading reads: they are its proof, not its content. */
const PROOF = /^(solution|alternatives|mutants|cheats|certificates)\//;

/**
 * Reads and validates one task, from its folder and what is laid over it. All problems are reported together; the task is null where there is one.
 */
export async function loadTask(
  layers: readonly string[],
  vocabulary: TaskVocabulary,
): Promise<{ readonly task: LoadedTask | null; readonly problems: readonly Problem[] }> {
  const yaml = await loadTaskYaml(layers);
  if (yaml.problems.length > 0) return { task: null, problems: yaml.problems };
  const parsed = parseTask(yaml, 0, vocabulary);
  if (parsed.task === null) return { task: null, problems: parsed.problems };
  const { task } = parsed;
  const stack = vocabulary.findStack(task.stack);
  const problems = [
    ...unknownStack(yaml, task, stack, vocabulary),
    ...(await findMissingFiles(yaml, task, layers, vocabulary.checkKinds)),
  ];
  if (stack === null || problems.length > 0) return { task: null, problems };
  const hash = await hashTask(layers, stack);
  return { task: { task, folder: layers[0]!, layers, stack, hash, raw: yaml.value }, problems };
}

/**
 * The task as a seed makes it: its `vars` chosen and filled in.
 * @throws UserError where the variant is invalid; seed 0 was validated when the task was loaded.
 */
export function instantiateTask(loaded: LoadedTask, seed: number, checkKinds: readonly AnyCheckKind[]): Task {
  if (seed === 0) return loaded.task;
  const result = createTaskSchema(checkKinds).safeParse(fillFor(loaded.raw, loaded.task.vars, seed));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw invalidVariant(
      loaded.task.id,
      seed,
      `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`,
    );
  }
  return result.data;
}

function parseTask(
  yaml: YamlFile,
  seed: number,
  { checkKinds }: TaskVocabulary,
): { task: Task | null; problems: readonly Problem[] } {
  const schema = createTaskSchema(checkKinds);
  const vars = (yaml.value as { vars?: unknown } | null)?.vars;
  const result = schema.safeParse(fillFor(yaml.value, isVariables(vars) ? vars : {}, seed));
  return result.success
    ? { task: result.data, problems: [] }
    : { task: null, problems: toProblems(yaml, result.error.issues, schema) };
}

function fillFor(raw: unknown, vars: Variables, seed: number): unknown {
  if (raw === null || typeof raw !== "object" || Array.isArray(raw)) return raw;
  const { vars: declared, ...rest } = raw as Record<string, unknown>;
  const filled = fillVariables(rest, chooseVariables(vars, seed, sha256)) as Record<string, unknown>;
  return declared === undefined ? filled : { ...filled, vars: declared };
}

function isVariables(value: unknown): value is Variables {
  return (
    value !== null &&
    typeof value === "object" &&
    Object.values(value).every((list) => Array.isArray(list) && list.length > 0)
  );
}

function unknownStack(
  yaml: YamlFile,
  task: Task,
  stack: Stack | null,
  { stackNames }: TaskVocabulary,
): Problem[] {
  if (stack !== null) return [];
  const message = `unknown stack "${task.stack}"; known: ${stackNames.join(", ")}`;
  return [{ position: yaml.locate(["stack"]), path: "stack", message }];
}

/** What its stack does and says decides a trial as much as the task itself. */
async function hashTask(
  layers: readonly string[],
  { name, build, start, root, preamble }: Stack,
): Promise<string> {
  const files = (await Promise.all(layers.map(readContent))).flat();
  const stack = { name, build, start, root, preamble };
  return sha256(canonicalJson({ files: files.map(({ path, content }) => [path, sha256(content)]), stack }));
}

async function readContent(folder: string): Promise<SandboxFile[]> {
  return readFiles(
    folder,
    (await listFiles(folder)).filter((path) => !PROOF.test(path)),
  );
}

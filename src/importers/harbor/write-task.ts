import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { stringify } from "yaml";
import { DEFAULT_LIMITS } from "../../core/limits.ts";
import type { SandboxFile } from "../../core/sandbox.ts";
import { isFolder, listFiles, readFiles } from "../../host/folder-files.ts";
import { copyTree } from "../copy-tree.ts";
import type { ImportedTask } from "../import-file.ts";
import type { WrittenStack } from "../write-suite.ts";
import type { HarborTask } from "./inspect-task.ts";
import { readStart, writeStack } from "./stack.ts";

const MIB = 1024 ** 2;

/** A name as ids of tasks are, or as near as can be. */
export const toId = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 70);

export interface WrittenTask {
  readonly task: ImportedTask;
  readonly stack: readonly [name: string, stack: WrittenStack];
}

/**
 * Writes a task: `task.yaml`, the files at the start, its tests, its solution, and its image.
 * @param from folder below the source's own
 */
export async function writeTask(
  suite: string,
  task: HarborTask,
  { from, origin }: { readonly from: string; readonly origin: readonly string[] },
): Promise<WrittenTask> {
  const id = toId(basename(task.folder));
  const folder = join(suite, "tasks", id);
  await mkdir(folder, { recursive: true });
  for (const name of ["tests", "solution"]) {
    if (await isFolder(join(task.folder, name)))
      await copyTree(task.folder, join(task.folder, name), join(folder, name));
  }
  const start = await readStart(task);
  await writeAll(join(folder, "starter"), start);
  const stack = `harbor-${id}`;
  const sha256 = await hashFolder(task.folder);
  const instruction = await readFile(join(task.folder, "instruction.md"), "utf8");
  const document = renderTask(task, { id, stack, instruction, hasStart: start.length > 0 });
  const comment = [...origin, `folder ${from} sha256 ${sha256}`].map((line) => `# ${line}\n`).join("");
  await writeFile(join(folder, "task.yaml"), `${comment}\n${document}`);
  return {
    stack: [stack, await writeStack(suite, id, task, start)],
    task: { id, from, stack, turns: 1, checks: 1, rows: [{ id: basename(task.folder), sha256 }] },
  };
}

interface TaskParts {
  readonly id: string;
  readonly stack: string;
  readonly instruction: string;
  readonly hasStart: boolean;
}

function renderTask({ file }: HarborTask, { id, stack, instruction, hasStart }: TaskParts): string {
  const { metadata, agent, verifier, environment } = file;
  const verifierS = Math.ceil(verifier.timeout_sec);
  const difficulty = ["easy", "medium", "hard"].find((level) => level === metadata.difficulty) ?? "medium";
  const category = typeof metadata.category === "string" ? toId(metadata.category) : "";
  const env = Object.fromEntries(Object.entries(verifier.env).map(([name, value]) => [name, String(value)]));
  const memoryMib = environment.memory_mb ?? DEFAULT_LIMITS.memoryBytes / MIB;
  const document = {
    schema: 1,
    id,
    title: `Harbor: ${id}`,
    category: category === "" ? "terminal" : category,
    difficulty,
    stack,
    ...(hasStart ? { starter: "starter" } : {}),
    limits: {
      ...(agent.timeout_sec === undefined ? {} : { wallTime: `${Math.ceil(agent.timeout_sec)}s` }),
      ...(environment.cpus === undefined ? {} : { cpus: environment.cpus }),
      memory: `${memoryMib}MiB`,
      checkTime: `${verifierS}s`,
    },
    turns: [{ prompt: instruction }],
    checks: [
      {
        id: "reward",
        title: "What the task's own tests say",
        timeout: `${verifierS}s`,
        reward: Object.keys(env).length === 0 ? {} : { env },
      },
    ],
  };
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

async function writeAll(folder: string, files: readonly SandboxFile[]): Promise<void> {
  for (const { path, content, executable } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode: executable === true ? 0o755 : 0o644 });
  }
}

/** Of the paths and contents of all files of a folder. */
async function hashFolder(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const { path, content } of await readFiles(folder, await listFiles(folder))) {
    hash.update(`${JSON.stringify(path)} ${content.byteLength}\n`).update(content);
  }
  return hash.digest("hex");
}

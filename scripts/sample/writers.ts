import { glob, readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { Reply, ScriptedRequest } from "../../test/support/scripted-model.ts";

/** A script in a model's place: it writes the reference of the task that it is asked for, with faults of the task's own mutants. */
export interface Writer {
  readonly name: string;
  /** Names of mutants, by task; `forgets-page` leaves out index.html, `never-done` goes on until a limit. */
  readonly faults: Readonly<Record<string, readonly string[]>>;
}

export const WRITERS: readonly Writer[] = [
  {
    name: "steady",
    faults: { "night-express": ["quick-turns.last-key-wins"] },
  },
  {
    name: "brisk",
    faults: {
      "expense-dashboard": ["adds-expense.whole-dollars", "phone.table-as-wide-as-ever"],
      "night-express": ["accessible.unnamed-buttons", "keeps-best.not-stored"],
    },
  },
  {
    name: "hasty",
    faults: {
      "expense-dashboard": ["survives-reload.forgets-budgets", "keyboard-only.enter-does-nothing"],
      "night-express": ["forgets-page"],
      "urdu-storefront": ["never-done"],
    },
  },
];

/** Tokens that a script is said to have read for each byte of its request. */
const BYTES_PER_TOKEN = 4;

/** @param suite folder of the starter suite */
export async function createWriters(suite: string): Promise<(request: ScriptedRequest) => Promise<Reply>> {
  const titles = new Map<string, string>();
  for await (const file of glob("*/task.yaml", { cwd: suite })) {
    const text = await readFile(join(suite, file), "utf8");
    titles.set(dirname(file), /prompt:(?: \|)?\n(?:\s+en: \|\n)?\s+(.+)/.exec(text)![1]!.trim());
  }
  return async ({ body, model }) => {
    const text = JSON.stringify(body.messages);
    const task = [...titles].find(([, first]) => text.includes(JSON.stringify(first).slice(1, -1)))![0];
    const writer = WRITERS.find(({ name }) => model.endsWith(name))!;
    const faults = writer.faults[task] ?? [];
    const done = body.messages!.filter(({ role }) => role === "assistant").length;
    const usage = { inputTokens: Math.ceil(text.length / BYTES_PER_TOKEN), outputTokens: 400 };
    if (faults.includes("never-done"))
      return { text: "I look once more.", toolCalls: [{ name: "list_files", arguments: {} }], usage };
    const files = [...(await collect(join(suite, task), faults))];
    const next = files[done];
    if (next === undefined) return { text: "The app is done: it does what the brief asks for.", usage };
    const [path, content] = next;
    return {
      text: `Now ${path}.`,
      toolCalls: [{ name: "create_file", arguments: { path, content } }],
      usage: { ...usage, outputTokens: Math.ceil(content.length / BYTES_PER_TOKEN) + 30 },
    };
  };
}

async function collect(task: string, faults: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const folder of [
    "solution",
    ...faults.filter((name) => name.includes(".")).map((name) => join("mutants", name)),
  ]) {
    for (const path of await listFiles(join(task, folder)))
      files.set(path, await readFile(join(task, folder, path), "utf8"));
  }
  if (faults.includes("forgets-page")) files.delete("index.html");
  return files;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}

import { randomUUID } from "node:crypto";
import { basename, join, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { invalidAnswer } from "../core/admission-errors.ts";
import { SlugSchema } from "../core/check.ts";
import type { Stack } from "../core/stack.ts";
import { LocaleSchema } from "../core/task.ts";
import { loadSuiteStacks } from "../loader/load-suite.ts";
import { findSuiteAbove } from "./check/choose-tasks.ts";
import { answerQuestions, type Question } from "./new/ask.ts";
import { DifficultySchema } from "./new/difficulty.ts";
import { makeTaskFiles, writeFolder } from "./new/scaffold.ts";

const TitleSchema = z.string().min(1).max(120);

type Flags = Readonly<Record<string, string | undefined>>;

export async function newSuite(folder: string, flags: Flags): Promise<void> {
  const path = resolve(folder);
  const name = toSlug(basename(path));
  const answers = await answer(
    [
      question("title", "Title", toTitle(name), TitleSchema),
      question("licence", "Licence of the tasks (SPDX)", "MIT", z.string().min(1)),
    ],
    flags,
  );
  const suite = {
    schema: 1,
    name,
    ...answers,
    version: "0.1.0",
    canary: `${name} canary ${randomUUID()} do not train on this`,
  };
  await writeFolder(path, new Map([["suite.yaml", stringify(suite)]]));
  say([`made  ${show(join(path, "suite.yaml"))}`, `next  buildoff new task ${show(join(path, "my-task"))}`]);
}

export async function newTask(folder: string, flags: Flags): Promise<void> {
  const path = resolve(folder);
  const id = toSlug(basename(path));
  const stacks = await loadSuiteStacks(await findSuiteAbove(path));
  const StackNameSchema = z.enum(stacks.map(({ name }) => name));
  const answers = await answer(
    [
      question("title", "What is built, in one line", toTitle(id), TitleSchema),
      question("category", "Category", "tool", SlugSchema),
      question(
        "difficulty",
        `Difficulty (${DifficultySchema.options.join(", ")})`,
        "medium",
        DifficultySchema,
      ),
      question("stack", `Stack (${StackNameSchema.options.join(", ")})`, "static", StackNameSchema),
      question("locale", "Language of the product (BCP 47)", "en", LocaleSchema),
    ],
    flags,
  );
  const stack = stacks.find(({ name }) => name === answers["stack"]) as Stack;
  await writeFolder(
    path,
    await makeTaskFiles(stack, { id, ...answers, title: stringify(answers["title"]).trim() }),
  );
  say([
    `made  ${show(join(path, "task.yaml"))}, with a solution, an alternative, mutants and a cheat`,
    `next  fill in its prompt, replace the example piece by piece, and prove it: buildoff check ${show(path)}`,
  ]);
}

const question = (key: string, ask: string, fallback: string, schema: z.ZodType): Question => ({
  key,
  ask,
  fallback,
  fault: (answer) => schema.safeParse(answer).error?.issues[0]?.message ?? null,
});

async function answer(questions: readonly Question[], flags: Flags): Promise<Record<string, string>> {
  for (const { key, fault } of questions) {
    const given = flags[key];
    const wrong = given === undefined ? null : fault(given);
    if (given !== undefined && wrong !== null) throw invalidAnswer(key, given, wrong);
  }
  return answerQuestions(questions, flags);
}

function toSlug(name: string): string {
  const result = SlugSchema.safeParse(name);
  if (!result.success) throw invalidAnswer("name", name, result.error.issues[0]!.message);
  return name;
}

const toTitle = (slug: string): string => `${slug[0]!.toUpperCase()}${slug.slice(1).replaceAll("-", " ")}`;

/** As short as it can be typed. */
function show(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short || ".";
}

const say = (lines: readonly string[]): void => void process.stdout.write(`${lines.join("\n")}\n`);

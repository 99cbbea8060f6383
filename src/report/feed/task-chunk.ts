import { stringify } from "yaml";
import { z } from "zod";
import type { Manifest } from "../../core/manifest.ts";
import { composePrompts } from "../../core/prompt.ts";
import type { LoadedTask } from "../../core/suite.ts";
import type { TaskCheck, TaskDetail, TaskProof } from "../model/task-detail.ts";
import type { ReportRun } from "./report-run.ts";

/** Checks as the task's file writes them: without what is set by default. */
const WrittenSchema = z.looseObject({ checks: z.array(z.looseObject({ id: z.string() })) });

/** A task's brief and checks, as long as the suite still is the one that the run was made with. */
export async function toTaskDetail(
  { data, files, suite, suiteNote }: ReportRun,
  entry: Manifest["tasks"][number],
): Promise<TaskDetail> {
  const loaded = suite?.tasks.find(({ task }) => task.id === entry.id) ?? null;
  const isSame = loaded !== null && loaded.hash === entry.hash;
  const head = { id: entry.id, title: entry.title };
  if (!isSame) {
    const note = suiteNote ?? "the task has changed since, or is no longer in its suite";
    return { ...head, isKnown: false, note, preamble: null, prompts: {}, checks: [], proof: null };
  }
  const languages = new Set(
    data.manifest.trials.filter(({ task }) => task === entry.id).map(({ language }) => language),
  );
  return {
    ...head,
    isKnown: true,
    note: null,
    preamble: loaded.stack.preamble,
    prompts: Object.fromEntries([...languages].map((language) => [language, toPrompts(loaded, language)])),
    checks: toTaskChecks(loaded),
    proof: toProof(await files.proof(entry.id)),
  };
}

/** Without the preamble, which stands by itself. */
function toPrompts({ task, stack }: LoadedTask, language: string): string[] {
  return composePrompts(task, { ...stack, preamble: "" }, language);
}

function toTaskChecks({ task, raw }: LoadedTask): TaskCheck[] {
  const { data } = WrittenSchema.safeParse(raw);
  const written = new Map(data?.checks.map((check) => [check.id, check]));
  return task.checks.map(({ id, title, kind, weight, required, turn, spec }) => {
    const shown = { id, title: title ?? id, kind, weight, required, turn };
    const own = Object.entries(written.get(id) ?? { [kind]: spec }).filter(([name]) => !(name in shown));
    return { ...shown, steps: stringify(Object.fromEntries(own)) };
  });
}

/** @param paths of the task's folder */
function toProof(paths: readonly string[] | null): TaskProof | null {
  if (paths === null) return null;
  const below = (folder: string): string[] => [
    ...new Set(paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.split("/")[1]!)),
  ];
  return {
    hasSolution: paths.some((path) => path.startsWith("solution/")),
    alternatives: below("alternatives"),
    mutants: below("mutants"),
    cheats: below("cheats"),
  };
}

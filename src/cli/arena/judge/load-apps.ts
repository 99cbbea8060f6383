import { z } from "zod";
import type { JudgedApp } from "../../../arena/judge/choose-pairs.ts";
import type { Material } from "../../../arena/judge/evidence.ts";
import { createScrub, type Scrub } from "../../../arena/scrub.ts";
import { listNames } from "../../../arena/telling-names.ts";
import type { Question } from "../../../arena/site/match.ts";
import type { Checklist } from "../../../core/checklist.ts";
import type { TurnResult } from "../../../core/result.ts";
import type { TrialSpec } from "../../../core/trial.ts";
import type { ReportRun } from "../../../report/feed/report-run.ts";
import { toTaskEntry } from "../../manifest.ts";
import { createNames, listEntrants } from "../serve/entrants.ts";
import { loadChecklist } from "./load-checklist.ts";

/** As the runner writes it; a run that was sent may hold anything. */
const EvidenceSchema = z.looseObject({
  logs: z.array(z.looseObject({ console: z.array(z.string()), network: z.array(z.string()) })),
});

const DEAD = "when it was graded, the app could not be built or started";

export interface AppList {
  readonly apps: readonly JudgedApp[];
  /** Trials that are not judged, by the reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** The apps of some runs, under the names that votes of people give them. */
export async function listApps(runs: readonly ReportRun[], scrub: Scrub): Promise<AppList> {
  const { entrants, leftOut } = await listEntrants(runs, {
    scrub,
    nameOf: createNames(runs),
    start: () => Promise.reject(new Error("a judge starts no app")),
    startsSandboxes: true,
  });
  const why = new Map(leftOut);
  const apps: JudgedApp[] = [];
  for (const { contestant, question, source, files } of entrants) {
    const run = runs.find(({ data }) => data.manifest.runId === contestant.run)!;
    const trial = run.data.manifest.trials.find(({ id }) => id === contestant.trial)!;
    const last = (await run.data.result(trial.id))!.turns.at(-1)!;
    if (question.turns.length === 0) {
      const reason = "its brief is known no more: neither its suite nor its transcript is there";
      why.set(reason, (why.get(reason) ?? 0) + 1);
      continue;
    }
    const stored = await files();
    const bytes = stored?.reduce((sum, { content }) => sum + content.byteLength, 0) ?? null;
    apps.push({
      question: { ...question, turns: question.turns.map(scrub) },
      contestant: { ...contestant, workspace: contestant.workspace!, bytes },
      material: async () => ({
        files: source.kind === "files" ? ((await source.read()) ?? []) : [],
        ...(await readTrial(run, trial, last)),
        ...(source.kind === "dead" ? { logs: [DEAD] } : {}),
      }),
    });
  }
  return { apps, leftOut: why };
}

async function readTrial(
  { files }: ReportRun,
  { id }: TrialSpec,
  { turn, firstPage, screenshots }: TurnResult,
): Promise<Pick<Material, "logs" | "pictures">> {
  const names = [...(firstPage === null ? [] : [firstPage]), ...screenshots.map(({ file }) => file)];
  const pictures = await Promise.all([...new Set(names)].map((name) => files.trialFile(id, name)));
  const evidence = await files.trialFile(id, turn === 1 ? "evidence.json" : `evidence.turn-${turn}.json`);
  const { logs = [] } = EvidenceSchema.safeParse(parse(evidence)).data ?? {};
  return {
    logs: logs.flatMap(({ console, network }) => [...console, ...network]),
    pictures: pictures.filter((picture) => picture !== null),
  };
}

function parse(bytes: Uint8Array | null): unknown {
  try {
    return bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** Takes out of a text who may have built something in these runs, and with what. */
export const createScrubOf = (runs: readonly ReportRun[]): Scrub =>
  createScrub(listNames(runs.map(({ data }) => data.manifest)));

/** The checklist of a task's author, as long as its brief still is the one that the run's agents were given. */
export async function findChecklist(
  runs: readonly ReportRun[],
  question: Question,
): Promise<Checklist | null> {
  const { task, taskHash, language } = question;
  for (const { data, suite } of runs) {
    const entry = data.manifest.tasks.find(({ id, hash }) => id === task && hash === taskHash);
    const loaded = suite?.tasks.find((one) => one.task.id === task);
    if (entry === undefined || loaded === undefined) continue;
    // The list itself is a part of the task's hash: a run that is older than its list has another one.
    const isSame =
      loaded.hash === entry.hash ||
      toTaskEntry(loaded).promptHash[language] === (entry.promptHash[language] ?? "");
    const list = isSame ? await loadChecklist(loaded) : null;
    if (list !== null) return list;
  }
  return null;
}

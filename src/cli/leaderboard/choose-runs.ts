import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../core/errors.ts";
import type { LeftOut } from "../../core/leaderboard.ts";
import { noRunsToRank, sameTrialsTwice } from "../../core/result-errors.ts";
import { type Summary, SummarySchema } from "../../core/summary.ts";
import { sha256 } from "../../loader/digest.ts";
import { toRunFolder } from "../../store/run-folder.ts";
import { fileExists, findRun, listRuns, loadSummary, readJsonFile } from "../../store/run-store.ts";

/** A run of a leaderboard: its summary is all that is read of it. */
export interface ChosenRun {
  readonly path: string;
  readonly summary: Summary;
  /** Of `summary.json`. */
  readonly sha256: string;
}

export interface ChosenRuns {
  readonly runs: readonly ChosenRun[];
  /** What `all` passes over, and why. */
  readonly passedOver: readonly LeftOut[];
}

export interface RunChoice {
  /** Folders, or names below the results folder; `all`: every whole run there, each trial once. */
  readonly names: readonly string[];
  readonly results: string;
  /** Of `all`, only runs of this suite: its name, or name@version. */
  readonly suite: string | null;
}

/** @throws UserError where one that was named cannot be read, where trials would count twice, and where none is left */
export async function chooseRuns({ names, results, suite }: RunChoice): Promise<ChosenRuns> {
  const isWanted = ({ conditions }: Summary): boolean =>
    suite === null ||
    [conditions.suite.name, `${conditions.suite.name}@${conditions.suite.version}`].includes(suite);
  const named = await loadNamed(
    names.filter((name) => name !== "all"),
    results,
  );
  const swept = names.includes("all") ? await sweep(results, isWanted) : { runs: [], passedOver: [] };
  const runs = [...new Map([...named, ...swept.runs].map((run) => [run.path, run])).values()];
  if (runs.length === 0) throw noRunsToRank(results, suite);
  await refuseRepeats(runs, results);
  return { runs, passedOver: swept.passedOver };
}

async function loadNamed(names: readonly string[], results: string): Promise<ChosenRun[]> {
  const runs: ChosenRun[] = [];
  for (const name of names) {
    const path = await findRun(name, results);
    if (!(await fileExists(toRunFolder(path).summary))) await loadSummary(name, results);
    runs.push(await load(resolve(path)));
  }
  return runs;
}

async function load(path: string): Promise<ChosenRun> {
  const { summary } = toRunFolder(path);
  return {
    path,
    summary: await readJsonFile(summary, SummarySchema),
    sha256: sha256(await readFile(summary)),
  };
}

/** Every run of a store but those that hold what others hold: rescored runs, and shards. */
async function sweep(results: string, isWanted: (summary: Summary) => boolean): Promise<ChosenRuns> {
  const runs: ChosenRun[] = [];
  const passedOver: LeftOut[] = [];
  for (const name of await listRuns(results)) {
    const path = resolve(join(results, name));
    try {
      if (await fileExists(toRunFolder(path).summary)) runs.push(await load(path));
      else passedOver.push({ ...UNKNOWN_RUN, runId: name, state: "unfinished" });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      passedOver.push({ ...UNKNOWN_RUN, runId: name, state: "unreadable" });
    }
  }
  const wanted = runs.filter(({ summary }) => isWanted(summary));
  const ids = new Set(wanted.map(({ summary }) => summary.runId));
  const isOwn = ({ summary: { shard, derivedFrom } }: ChosenRun): boolean =>
    shard === null && (derivedFrom === null || !ids.has(derivedFrom));
  const repeated = wanted.filter((run) => !isOwn(run)).map(({ summary }) => toLeftOut(summary));
  return { runs: wanted.filter(isOwn), passedOver: [...passedOver, ...repeated] };
}

const UNKNOWN_RUN = {
  startedAt: null,
  kind: "run",
  derivedFrom: null,
  isGone: false,
  configurations: [],
} as const satisfies Partial<LeftOut> as Omit<LeftOut, "runId" | "state">;

function toLeftOut({ runId, startedAt, derivedFrom, shard, finishedAt, groups }: Summary): LeftOut {
  return {
    runId,
    startedAt,
    kind: derivedFrom !== null ? "derived" : shard === null ? "run" : "shard",
    derivedFrom,
    state: finishedAt === null ? "partial" : "whole",
    isGone: false,
    configurations: groups.map(({ configuration }) => configuration.name),
  };
}

/** @throws UserError `same-trials-twice` for copies, for a run and what grades it again, and for a shard and its whole */
async function refuseRepeats(runs: readonly ChosenRun[], results: string): Promise<void> {
  const origins = new Map<string, ChosenRun>();
  for (const run of runs) {
    const origin = await findOrigin(run, { runs, results });
    const twin = origins.get(origin);
    if (twin !== undefined) {
      const isCopy = twin.summary.runId === run.summary.runId;
      throw sameTrialsTwice(
        [twin.path, run.path],
        isCopy ? "one is a copy of the other" : "one grades the workspaces of the other again",
      );
    }
    origins.set(origin, run);
  }
  for (const shard of runs.filter(({ summary }) => summary.shard !== null)) {
    const whole = runs.find(
      ({ summary }) => summary.shard === null && summary.startedAt === shard.summary.startedAt,
    );
    if (whole !== undefined) throw sameTrialsTwice([whole.path, shard.path], "one was merged from the other");
  }
}

/** What names the run whose agents worked, as far as there is something that leads to it. */
async function findOrigin(
  run: ChosenRun,
  among: { readonly runs: readonly ChosenRun[]; readonly results: string },
): Promise<string> {
  const seen = new Set<string>();
  let { runId, startedAt, derivedFrom } = run.summary;
  while (derivedFrom !== null && !seen.has(derivedFrom)) {
    seen.add(derivedFrom);
    const source = await findSource(derivedFrom, dirname(run.path), among);
    if (source === null) return derivedFrom;
    ({ runId, startedAt, derivedFrom } = source);
  }
  return `${runId} ${startedAt}`;
}

async function findSource(
  runId: string,
  folder: string,
  { runs, results }: { readonly runs: readonly ChosenRun[]; readonly results: string },
): Promise<Summary | null> {
  const chosen = runs.filter(({ summary }) => summary.runId === runId);
  const near = chosen.find(({ path }) => dirname(path) === folder) ?? chosen[0];
  if (near !== undefined) return near.summary;
  for (const store of [folder, results]) {
    const file = toRunFolder(join(store, basename(runId))).summary;
    const summary = await readJsonFile(file, SummarySchema).catch(() => null);
    if (summary !== null) return summary;
  }
  return null;
}

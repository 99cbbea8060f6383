import type { Summary } from "../../core/summary.ts";
import type { TrialRow } from "../../core/trial-row.ts";
import type { TrialSpec } from "../../core/trial.ts";
import {
  FAILED_PHASES,
  OUTCOMES,
  type RunIndex,
  type State,
  STATES,
  type SummaryIndex,
  type TrialColumns,
} from "../model/report-index.ts";
import type { ReportRun } from "./report-run.ts";

/** A run as the index has it: each trial in a few bytes. */
export async function toRunIndex({ data, running }: ReportRun): Promise<RunIndex> {
  const { manifest, summary } = data;
  const rows = new Map<string, TrialRow>();
  const planned = new Set(manifest.trials.map(({ id }) => id));
  for await (const row of data.rows()) if (planned.has(row.id)) rows.set(row.id, row);
  const checks = createDictionary();
  const trials = toColumns({ run: data, rows, running, checks });
  return {
    runId: manifest.runId,
    suite: { name: manifest.suite.name, version: manifest.suite.version },
    createdAt: manifest.createdAt,
    buildoff: manifest.buildoff,
    sandbox: manifest.sandbox.provider,
    derivedFrom: manifest.derivedFrom,
    warnings: manifest.sandbox.warnings,
    summary: toSummaryIndex(summary),
    tasks: manifest.tasks.map(({ id, title, category, difficulty, locale, stack }) => ({
      id,
      title,
      category,
      difficulty,
      locale,
      stack,
    })),
    checks: checks.values,
    trials,
  };
}

function toSummaryIndex(summary: Summary): SummaryIndex {
  const groups = summary.groups.map((group) => omit(group, ["tasks", "slices"]));
  return { ...omit(summary, ["schema", "conditions", "facets", "groups"]), groups };
}

function omit<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  names: readonly Name[],
): Omit<Whole, Name> {
  const left: readonly PropertyKey[] = names;
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !left.includes(name))) as Omit<
    Whole,
    Name
  >;
}

interface ColumnSource {
  readonly run: ReportRun["data"];
  readonly rows: ReadonlyMap<string, TrialRow>;
  readonly running: ReadonlySet<string>;
  readonly checks: Dictionary;
}

function toColumns({ run, rows, running, checks }: ColumnSource): TrialColumns {
  const { manifest, summary } = run;
  const { trials } = manifest;
  const ended = trials.map(({ id }) => rows.get(id) ?? null);
  const [tails, languages] = [createDictionary(), createDictionary()];
  const tasks = new Map(manifest.tasks.map(({ id }, place) => [id, place]));
  const groups = new Map(
    summary.groups.map(({ configuration: { agent, model } }, place) => [
      JSON.stringify([agent.name, model?.name ?? null]),
      place,
    ]),
  );
  return {
    tail: trials.map(({ id, task }) => tails.place(id.slice(task.length + 1))),
    tails: tails.values,
    task: trials.map(({ task }) => tasks.get(task)!),
    group: trials.map(({ agent, model }) => groups.get(JSON.stringify([agent, model]))!),
    language: trials.map(({ language }) => languages.place(language)),
    languages: languages.values,
    seed: trials.map(({ seed }) => seed),
    attempt: trials.map(({ attempt }) => attempt),
    state: trials.map((trial, n) => STATES.indexOf(toState(trial, ended[n]!, running))),
    outcome: ended.map((row) => row && OUTCOMES.indexOf(row.outcome.kind)),
    failedPhase: ended.map((row) => row?.failedPhase && FAILED_PHASES.indexOf(row.failedPhase)).map(orNull),
    score: ended.map((row) => (row?.score == null ? null : Math.round(row.score * 1e4) / 1e4)),
    failedChecks: ended.map((row) => (row?.failedChecks ?? []).map(checks.place)),
    costUsd: ended.map((row) => shorten(row?.usage.costUsd ?? null)),
    tokens: ended.map((row) => row && row.usage.inputTokens + row.usage.outputTokens),
    durationMs: ended.map((row) => row && Math.round(row.durationMs)),
    picture: ended.map((row) => toPictureTurn(row?.firstPage ?? null)),
  };
}

/** To four digits, wherever they begin: a call may cost a thousandth of a cent. */
const shorten = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(4));

const orNull = (value: number | null | undefined): number | null => value ?? null;

function toState({ id }: TrialSpec, row: TrialRow | null, running: ReadonlySet<string>): State {
  if (row === null) return running.has(id) ? "running" : "waiting";
  if (row.outcome.kind === "cancelled") return "cancelled";
  if (row.passed === null) return "unscored";
  return row.passed ? "passed" : "failed";
}

/** `screenshots/turn-2/first-page.jpg` is of turn 2. */
const toPictureTurn = (file: string | null): number | null =>
  file === null ? null : Number(/turn-(\d+)/.exec(file)?.[1] ?? 1);

interface Dictionary {
  readonly place: (value: string) => number;
  readonly values: readonly string[];
}

function createDictionary(): Dictionary {
  const places = new Map<string, number>();
  const values: string[] = [];
  return {
    values,
    place: (value) => {
      const known = places.get(value) ?? values.push(value) - 1;
      places.set(value, known);
      return known;
    },
  };
}

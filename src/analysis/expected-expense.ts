import type { PlannedExpense } from "../core/power-plan.ts";
import type { Expense, Summary, TaskTally } from "../core/summary.ts";
import { meanOf } from "./estimates.ts";
import { poolTallies } from "./pool-tallies.ts";
import { findPastTrials, type PlannedConfiguration } from "./past-trials.ts";

/** What a configuration's trials will take, going by past ones. */
export function estimateExpense(planned: PlannedConfiguration, runs: readonly Summary[]): PlannedExpense {
  const past = findPastTrials(planned, runs);
  const tallies = poolTallies((past?.groups ?? []).map(({ group }) => group.tasks));
  const sum = (of: keyof Expense): number | null =>
    past === null ? null : sumExpected(planned.tasks, tallies, of);
  return {
    configuration: planned.name,
    trials: planned.tasks.length,
    costUsd: sum("costUsd"),
    wallMs: sum("wallMs"),
    source: past?.source ?? null,
  };
}

/** A task that no past trial was of is taken for one of the others; null where nothing is known of any. */
function sumExpected(
  trials: readonly string[],
  tallies: readonly TaskTally[],
  of: keyof Expense,
): number | null {
  const byTask = Map.groupBy(
    tallies.filter(({ perTrial }) => perTrial[of] !== null),
    ({ task }) => task,
  );
  const means = new Map(
    [...byTask].map(([task, own]) => [task, meanOf(own.map(({ perTrial }) => perTrial[of]!))!]),
  );
  const usual = meanOf([...means.values()]);
  if (usual === null) return null;
  return trials.reduce((sum, task) => sum + (means.get(task) ?? usual), 0);
}

/** Time that all trials take, so many at once, and so many on each local server. */
export function estimateWallMs(
  planned: readonly { readonly lane: string | null; readonly wallMs: number | null }[],
  { concurrency, localConcurrency }: { readonly concurrency: number; readonly localConcurrency: number },
): number | null {
  if (planned.some(({ wallMs }) => wallMs === null)) return null;
  const sumOf = (some: typeof planned): number => some.reduce((sum, { wallMs }) => sum + wallMs!, 0);
  const lanes = Map.groupBy(
    planned.filter(({ lane }) => lane !== null),
    ({ lane }) => lane,
  );
  return Math.max(
    sumOf(planned) / concurrency,
    ...[...lanes.values()].map((own) => sumOf(own) / localConcurrency),
  );
}

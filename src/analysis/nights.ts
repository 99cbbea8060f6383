import type { Baseline, Night, Quarantine } from "../core/baseline.ts";
import type { Group, Summary, TaskTally } from "../core/summary.ts";
import type { NightTally } from "../stats/sequential-gate.ts";
import { byTask } from "./by-task.ts";

export type Metric = Summary["headline"];

/** What a run adds to the history of the nights since its baseline. */
export function toNight(summary: Summary, baselineHash: string, restarts: boolean): Night {
  return {
    schema: 1,
    runId: summary.runId,
    startedAt: summary.startedAt,
    baseline: baselineHash,
    restarts,
    configurations: summary.groups.map(({ configuration, tasks }) => ({
      key: configuration.key,
      name: configuration.name,
      tasks,
    })),
  };
}

/**
 * The nights before a run that count: of the same baseline, begun before it, and since the history was last begun anew;
 * oldest first, each once.
 */
export function nightsBefore(
  run: Pick<Summary, "runId" | "startedAt">,
  nights: readonly Night[],
  baselineHash: string,
): Night[] {
  const own = new Map(
    nights
      .filter(({ baseline }) => baseline === baselineHash)
      .filter(({ runId, startedAt }) => runId !== run.runId && startedAt < run.startedAt)
      .map((night) => [night.runId, night]),
  );
  const ordered = [...own.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  return ordered.slice(
    Math.max(
      0,
      ordered.findLastIndex(({ restarts }) => restarts),
    ),
  );
}

/** Tasks as the sequential test takes them: mean and variance of one attempt. */
export function toNightTallies(
  tasks: readonly TaskTally[],
  metric: Metric,
  leftOut: ReadonlySet<string>,
): NightTally[] {
  return byTask(tasks)
    .filter(({ task }) => !leftOut.has(task))
    .map(({ task, scored, passed, scoreMean, scoreVariance }) => {
      if (metric === "score") return { task, scored, mean: scoreMean, variance: scoreVariance };
      const rate = passed / scored;
      return {
        task,
        scored,
        mean: rate,
        variance: scored < 2 ? null : (scored * rate * (1 - rate)) / (scored - 1),
      };
    });
}

/** Quarantined tasks, and those whose time is over. @param today as YYYY-MM-DD */
export function splitQuarantine(
  { tasks }: Quarantine,
  today: string,
): { readonly active: Quarantine["tasks"]; readonly expired: Quarantine["tasks"] } {
  return {
    active: tasks.filter(({ until }) => until >= today),
    expired: tasks.filter(({ until }) => until < today),
  };
}

/** The baseline's entry of the same configuration; of the same name where nothing else is there. */
export function findBaselineOf(
  { configurations }: Baseline,
  { configuration }: Pick<Group, "configuration">,
): Baseline["configurations"][number] | null {
  return (
    configurations.find((one) => one.configuration.key === configuration.key) ??
    configurations.find((one) => one.configuration.name === configuration.name) ??
    null
  );
}

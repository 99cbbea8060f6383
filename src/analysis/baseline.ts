import type { Baseline } from "../core/baseline.ts";
import type { Summary } from "../core/summary.ts";
import { detectableDrop } from "../stats/sequential-gate.ts";
import { byTask } from "./by-task.ts";
import { type Metric, toNightTallies } from "./nights.ts";
import { poolTallies } from "./pool-tallies.ts";

/** Puts runs of the same conditions together into what later ones are held against. */
export function makeBaseline(summaries: readonly Summary[], createdAt: string): Baseline {
  const [first] = summaries;
  const keys = new Map(
    summaries.flatMap(({ groups }) =>
      groups.map(({ configuration }) => [configuration.key, configuration] as const),
    ),
  );
  return {
    schema: 1,
    createdAt,
    runs: summaries.map(({ runId }) => runId),
    headline: first!.headline,
    conditions: first!.conditions,
    configurations: [...keys.values()].map((configuration) => ({
      configuration,
      tasks: poolTallies(
        summaries.flatMap(({ groups }) =>
          groups.filter((group) => group.configuration.key === configuration.key).map(({ tasks }) => tasks),
        ),
      ),
    })),
  };
}

/** How much a baseline can tell. */
export interface BaselineDepth {
  readonly configuration: string;
  readonly tasks: number;
  /** Scored attempts of the task that has the fewest. */
  readonly fewestAttempts: number;
  /** The drop that nights of so many attempts would show, with a probability of 80 %. */
  readonly detectable: { readonly tonight: number; readonly withinThreeNights: number };
}

/** @param attempts of a night's trials */
export function measureDepth(
  { configurations }: Baseline,
  { metric, attempts, alpha }: { readonly metric: Metric; readonly attempts: number; readonly alpha: number },
): BaselineDepth[] {
  return configurations.map(({ configuration, tasks }) => {
    const pooled = byTask(tasks);
    return {
      configuration: configuration.name,
      tasks: pooled.length,
      fewestAttempts: Math.min(...pooled.map(({ scored }) => scored)),
      detectable: detectableDrop({
        baseline: toNightTallies(tasks, metric, new Set()),
        attempts,
        alpha: alpha / configurations.length,
      }),
    };
  });
}

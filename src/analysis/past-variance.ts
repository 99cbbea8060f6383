import type { Metric } from "../core/comparison.ts";
import type { VarianceSource } from "../core/power-plan.ts";
import type { Summary } from "../core/summary.ts";
import { UNKNOWN_SUITE } from "../stats/power.ts";
import { passRateOf, type TaskTally as Tally } from "../stats/tally.ts";
import { varianceComponents } from "../stats/variance.ts";
import { byTask } from "./by-task.ts";
import { poolTallies } from "./pool-tallies.ts";
import { findPastTrials, type PlannedConfiguration } from "./past-trials.ts";

/** Repetitions of a task below which a variance is a guess, too. */
const FEWEST_REPETITIONS = 20;

/** How unlike attempts at one task are, in past runs where they tell it; else what is assumed of an unknown suite. */
export function measureVariance(
  planned: readonly PlannedConfiguration[],
  runs: readonly Summary[],
  metric: Metric,
): VarianceSource {
  const past = planned.flatMap((one) => findPastTrials(one, runs)?.groups ?? []);
  // Two planned configurations may go by the same past ones; attempts of unlike ones are not repetitions of another.
  const byConfiguration = Map.groupBy(
    new Set(past.map(({ group }) => group)),
    (group) => group.configuration.key,
  );
  const tallies = [...byConfiguration].flatMap(([key, groups]) =>
    byTask(poolTallies(groups.map(({ tasks }) => tasks))).map((tally) => ({
      ...toMetricTally(tally, metric),
      task: `${key} ${tally.task}`,
    })),
  );
  const repetitions = tallies.reduce((sum, { scored }) => sum + scored - 1, 0);
  const within = repetitions < FEWEST_REPETITIONS ? null : varianceComponents(tallies).withinTasks;
  return {
    within: within ?? UNKNOWN_SUITE.withinVariance,
    interaction: UNKNOWN_SUITE.interactionVariance,
    runs: within === null ? [] : [...new Set(past.map(({ runId }) => runId))],
  };
}

/** A pass rate is the mean of scores that are 0 or 1. */
function toMetricTally(tally: Tally, metric: Metric): Tally {
  if (metric === "score") return tally;
  const { scored } = tally;
  const rate = passRateOf(tally);
  return {
    ...tally,
    scoreMean: rate,
    scoreVariance: scored < 2 ? null : (rate * (1 - rate) * scored) / (scored - 1),
  };
}

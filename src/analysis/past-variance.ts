import type { Metric } from "../core/comparison.ts";
import type { VarianceSource } from "../core/power-plan.ts";
import type { Summary } from "../core/summary.ts";
import { UNKNOWN_SUITE } from "../stats/power.ts";
import { passRateOf, type TaskTally as Tally } from "../stats/tally.ts";
import { varianceComponents } from "../stats/variance.ts";
import { byTask } from "./by-task.ts";
import { findPastTrials, type PlannedConfiguration } from "./past-trials.ts";

/** Repetitions of a task below which a variance is a guess, too. */
const FEWEST_REPETITIONS = 20;

/** How unlike attempts at one task are, in past runs where they tell it; else what is assumed of an unknown suite. */
export function measureVariance(
  planned: readonly PlannedConfiguration[],
  runs: readonly Summary[],
  metric: Metric,
): VarianceSource {
  const past = planned.flatMap((one) => findPastTrials(one, runs) ?? []);
  // Two configurations may go by the same past trials.
  const known = new Map(past.map((trials) => [JSON.stringify(trials.tallies), trials]));
  const tallies = [...known.values()].flatMap((trials, index) =>
    byTask(trials.tallies).map((tally) => ({
      ...toMetricTally(tally, metric),
      task: `${index} ${tally.task}`,
    })),
  );
  const repetitions = tallies.reduce((sum, { scored }) => sum + scored - 1, 0);
  const within = repetitions < FEWEST_REPETITIONS ? null : varianceComponents(tallies).withinTasks;
  return {
    within: within ?? UNKNOWN_SUITE.withinVariance,
    interaction: UNKNOWN_SUITE.interactionVariance,
    runs: within === null ? [] : [...new Set(past.flatMap(({ source }) => source.runs))],
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

import type { Estimate } from "../core/estimate.ts";
import { scoreInterval } from "../stats/means.ts";
import { passRateInterval } from "../stats/rates.ts";
import type { TaskTally } from "../stats/tally.ts";

/** Mean over tasks of the share of attempts that passed. */
export function estimatePassRate(tasks: readonly TaskTally[]): Estimate {
  return {
    value: meanOf(tasks.map(({ passed, scored }) => passed / scored)),
    interval: passRateInterval(tasks),
  };
}

/** Mean over tasks of the mean score. */
export function estimateScore(tasks: readonly TaskTally[]): Estimate {
  return { value: meanOf(tasks.map(({ scoreMean }) => scoreMean)), interval: scoreInterval(tasks) };
}

/** Null for none. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

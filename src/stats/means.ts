import { normalCritical, studentCritical } from "./distributions.ts";
import { effectiveTasks } from "./effective-tasks.ts";
import { DEFAULT_LEVEL, type Interval } from "./interval.ts";
import { momentsOf } from "./moments.ts";
import { wilson } from "./rates.ts";
import type { TaskTally } from "./tally.ts";

/** As `doubt` of effectiveTasks; what test/stats/coverage.golden.md was measured with. */
const DOUBT = 5;

/**
 * Of the mean over tasks of their mean scores, each in 0..1. Null for no tasks; never of zero width.
 *
 * It is the t interval over task means, turned into Wilson's shape by an effective number of tasks. In the middle of
 * the scale the two are alike. Near 0 and 1, where scores are skewed, plain t covers as little as 66 % (50 tasks, mean
 * .98). Where the means do not vary, and for one task, it is Wilson's over tasks: the worst case.
 */
export function scoreInterval(tasks: readonly TaskTally[], level: number = DEFAULT_LEVEL): Interval | null {
  const means = momentsOf(tasks.map(({ scoreMean }) => scoreMean));
  if (means === null) return null;
  const { n, mean, variance } = means;
  const effective = effectiveTasks({
    tasks: n,
    mean,
    variance,
    inflation: n === 1 ? 1 : (studentCritical(level, n - 1) / normalCritical(level)) ** 2,
    most: Number.POSITIVE_INFINITY,
    doubt: DOUBT,
  });
  return { ...wilson(Math.min(1, mean) * effective, effective, level), method: "wilson-task-means" };
}

/**
 * Student's t interval of the mean of a quantity without bounds, such as a task's cost. In the values' unit.
 * Null below two values, and where they do not vary: nothing then says how far the next one may lie.
 */
export function meanInterval(values: readonly number[], level: number = DEFAULT_LEVEL): Interval | null {
  const moments = momentsOf(values);
  if (moments === null || moments.variance === null || moments.variance === 0) return null;
  const { n, mean, variance } = moments;
  const half = studentCritical(level, n - 1) * Math.sqrt(variance / n);
  return { lower: mean - half, upper: mean + half, level, method: "t" };
}

export interface TaskMeans {
  readonly tasks: number;
  /** Of the tasks' means, in 0..1. */
  readonly mean: number;
  /** Of the tasks' means, unbiased; null for one task. */
  readonly variance: number | null;
  /** What the variance is multiplied with because it is an estimate: the square of t over z. */
  readonly inflation: number;
  /** What all trials would be worth if they were independent. */
  readonly most: number;
  /** How many effective failures squared it takes to believe the variance as much as the worst case. */
  readonly doubt: number;
}

/**
 * How many tasks of one pass-or-fail trial say as much as these: n* = p (1 - p) / var(mean), at least `tasks` (means in
 * 0..1 cannot vary more) and at most `most`. Where nothing varies it is `tasks`, the worst case.
 *
 * A variance estimated from few failures is often far too small: one failed trial in 300 looks as if trials were
 * independent. So the worst case keeps the weight k / (k + x²), where x is the number of effective failures, or
 * passes where those are fewer, and k is `doubt`. Ours; the constants are the ones that coverage.golden.md holds for.
 */
export function effectiveTasks({ tasks, mean, variance, inflation, most, doubt }: TaskMeans): number {
  const binary = mean * (1 - mean);
  if (variance === null || variance === 0 || binary <= 0) return tasks;
  const naive = Math.max(tasks, Math.min(most, (tasks * binary) / (variance * inflation)));
  const rarer = naive * Math.min(mean, 1 - mean);
  const worst = doubt / (doubt + rarer * rarer);
  return 1 / ((1 - worst) / naive + worst / tasks);
}

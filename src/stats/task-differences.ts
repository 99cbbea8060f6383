import { normalCritical, studentCritical } from "./distributions.ts";
import type { Interval } from "./interval.ts";
import { momentsOf } from "./moments.ts";

/** How many effective differing tasks squared it takes to believe the variance as much as the worst case. */
const DOUBT = 2;

/**
 * Of the mean of task differences in -1..1: Student's t over tasks, widened where few tasks differ. Null below two tasks.
 * It may reach past -1 and 1, and is never of zero width.
 *
 * With x = (Σ|d|)² / Σd² effective differing tasks, the worst case has the weight w = 2 / (2 + x²): each difference is a
 * whole task won or lost (a variance of the mean |d|), and besides, tasks that did not differ here would differ
 * elsewhere (Wilson's bound of 0 in n tasks). Where no task differs the interval is just that bound on both sides.
 * Plain t covers too little where few tasks differ; what this covers is measured: test/stats/coverage.golden.md. Ours.
 */
export function differenceInterval(differences: readonly number[], level: number): Interval | null {
  const moments = momentsOf(differences);
  if (moments === null || moments.variance === null) return null;
  const { n, mean, variance } = moments;
  const size = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const squares = differences.reduce((sum, difference) => sum + difference * difference, 0);
  const differing = squares === 0 ? 0 : (size * size) / squares;
  const worst = DOUBT / (DOUBT + differing * differing);
  const z = normalCritical(level);
  const unseen = (z * z) / (n + z * z);
  const sampled = (1 - worst) * variance + worst * Math.max(variance, size / n);
  const t = studentCritical(level, n - 1);
  const half = Math.sqrt((t * t * sampled) / n + worst * unseen * unseen);
  return { lower: mean - half, upper: mean + half, level, method: "t-task-differences" };
}

import { betaQuantile, normalCritical, studentCritical } from "./distributions.ts";
import { effectiveTasks } from "./effective-tasks.ts";
import { DEFAULT_LEVEL, type Interval } from "./interval.ts";
import { momentsOf } from "./moments.ts";
import { passRateOf, type TaskTally } from "./tally.ts";

/** So many passes, or failures, are few: there Wilson's own bound is too tight. */
const FEW = 3 + 1e-9;
/** Below this ratio of effective tasks to tasks, the trials of a task are practically copies of one another. */
const COPIES = 1.25;

/**
 * Wilson's score interval of a rate. Neither count needs to be whole: an effective sample seldom is.
 * Source: E. B. Wilson, JASA 22 (1927) 209-212.
 *
 * @throws RangeError unless n > 0 and 0 ≤ passed ≤ n
 */
export function wilson(passed: number, n: number, level: number = DEFAULT_LEVEL): Interval {
  if (!(n > 0 && passed >= 0 && passed <= n)) throw new RangeError(`no rate: ${passed} of ${n}`);
  const z = normalCritical(level);
  const p = passed / n;
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    lower: passed === 0 ? 0 : Math.max(0, (middle - half) / scale),
    upper: passed === n ? 1 : Math.min(1, (middle + half) / scale),
    level,
    method: "wilson",
  };
}

/**
 * Of the pass rate of a suite: the mean over its tasks of passed/scored. Null for no tasks.
 *
 * One trial a task: Wilson over tasks ("wilson-jeffreys"), where up to three passes or failures never narrower than
 * Jeffreys' interval. Plain Wilson covers 92.2 % at 50 tasks and p = .98, and 84 % at its worst with 10 tasks.
 * Several trials: Wilson with an effective number of tasks ("wilson-clustered"), from how much the tasks' rates vary.
 *
 * Sources: Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133, who mend Wilson at few passes with a Poisson
 * bound; Korn and Graubard, Survey Methodology 24 (1998) 193-201, for the effective sample with its t correction.
 * What they cover was simulated: test/stats/coverage.golden.md.
 */
export function passRateInterval(
  tasks: readonly TaskTally[],
  level: number = DEFAULT_LEVEL,
): Interval | null {
  const rates = momentsOf(tasks.map(passRateOf));
  if (rates === null) return null;
  const { n, mean, variance } = rates;
  if (tasks.every(({ scored }) => scored === 1)) return wilsonJeffreys(mean, n, level);
  // Harmonic: were all trials independent, they would be worth as many as n times this.
  const attempts = n / tasks.reduce((sum, { scored }) => sum + 1 / scored, 0);
  const effective = effectiveTasks({
    tasks: n,
    mean,
    variance,
    // Between 1, right for one trial, whose variance follows from its mean, and t with n - 1, right for many.
    inflation: n === 1 ? 1 : (studentCritical(level, (n - 1) ** 2 / 4) / normalCritical(level)) ** 2,
    most: n * attempts,
    doubt: Math.min(3, attempts / 5),
  });
  const interval =
    effective < COPIES * n
      ? wilsonJeffreys(mean, effective, level)
      : wilson(mean * effective, effective, level);
  return { ...interval, method: "wilson-clustered" };
}

function wilsonJeffreys(mean: number, n: number, level: number): Interval {
  const passed = Math.min(n, mean * n);
  const failed = n - passed;
  const { lower, upper } = wilson(passed, n, level);
  const jeffreys = (p: number): number => betaQuantile(p, passed + 0.5, failed + 0.5);
  return {
    lower: passed > 0 && passed <= FEW ? Math.min(lower, jeffreys((1 - level) / 2)) : lower,
    upper: failed > 0 && failed <= FEW ? Math.max(upper, jeffreys((1 + level) / 2)) : upper,
    level,
    method: "wilson-jeffreys",
  };
}

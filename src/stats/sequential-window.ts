import type { NightHistory } from "./sequential-history.ts";

/** A stretch of nights, counted from 1, both ends included. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** A window against the baseline, on the tasks that both have. */
export interface WindowComparison extends Window {
  readonly tasks: number;
  /** A task, as multiples of the baseline's: of harmonic means, since the variance has their inverses. */
  readonly attempts: number;
  /** Mean over tasks of (the window's mean - the baseline's mean). */
  readonly difference: number;
  /** What the window lacks to be as good as the baseline, in attempts that scored 1. */
  readonly lacking: number;
  /** Of the difference, if the window were worse by exactly the margin. */
  readonly variance: number;
  /** How long the tail of low differences is: the skewness, 0 where that tail is the shorter one. */
  readonly lowSkew: number;
  readonly highSkew: number;
}

/**
 * Four attempts more, two of which pass. A suite that never failed has a variance, too. Source: the "plus four" of Agresti and
 * Coull (1998), here for the variance of attempts at one task.
 */
const PRIOR = { squares: 1, degrees: 4 } as const;

/** A task's own variance counts as its degrees of freedom against this many of the variance of all. */
const POOLED_DEGREES = 2;

/** Null where the window and the baseline share no task. Cheap: for windows of which only the difference matters. */
export function differenceOf(history: NightHistory, window: Window): number | null {
  let [tasks, difference] = [0, 0];
  for (let task = 0; task < history.tasks; task += 1) {
    const { count, sum } = readTask(history, window, task);
    if (count === 0) continue;
    tasks += 1;
    difference += sum / count - history.baseline.sum[task]! / history.baseline.count[task]!;
  }
  return tasks === 0 ? null : difference / tasks;
}

/**
 * The variance is (1/T²) Σ σ_i² (1/n_i + 1/b_i) with σ_i² of baseline and window together, as if the window, with the margin
 * given back, were more of the baseline: this is what a test needs, and exact for the permutations of a task's attempts. Where
 * a task's attempts all agree, σ_i² is drawn towards that of all tasks, which is never 0.
 *
 * Scores lie in 0..1, so that near the end of the scale chance is skewed. The third moment of what has mean 1 - q and
 * variance v is at most v (v / q - q) in the direction of failures, and exactly that for pass and fail.
 */
export function compareWindow(history: NightHistory, window: Window, margin: number): WindowComparison | null {
  const pooled = poolVariance(history, window, margin);
  let [tasks, inverse, baseInverse] = [0, 0, 0];
  let [difference, lacking, variance, lowThird, highThird] = [0, 0, 0, 0, 0];
  for (let task = 0; task < history.tasks; task += 1) {
    const night = readTask(history, window, task);
    if (night.count === 0) continue;
    const count = history.baseline.count[task]!;
    const base = history.baseline.sum[task]! / count;
    const { squares, mean } = spreadOf(history, night, { task, margin });
    const own =
      (squares + POOLED_DEGREES * pooled) / (count + night.count - 1 + POOLED_DEGREES);
    const worse = own + (count / (count + night.count)) * addedByDrop(margin, mean);
    tasks += 1;
    inverse += 1 / night.count;
    baseInverse += 1 / count;
    difference += night.sum / night.count - base;
    lacking += night.count * base - night.sum;
    variance += worse / night.count + own / count;
    const weight = worse * (1 / night.count ** 2 - 1 / count ** 2);
    lowThird += weight * leanTo(1 - mean, worse);
    highThird += weight * leanTo(mean, worse);
  }
  if (tasks === 0) return null;
  const scale = variance ** 1.5;
  return {
    ...window,
    tasks,
    attempts: baseInverse / inverse,
    difference: difference / tasks,
    lacking,
    variance: variance / tasks ** 2,
    lowSkew: Math.max(0, lowThird / scale),
    highSkew: Math.max(0, highThird / scale),
  };
}

/** Attempts a task, as in `WindowComparison`. */
export function attemptsOf(history: NightHistory, window: Window): number | null {
  let [inverse, baseInverse] = [0, 0];
  for (let task = 0; task < history.tasks; task += 1) {
    const { count } = readTask(history, window, task);
    if (count === 0) continue;
    inverse += 1 / count;
    baseInverse += 1 / history.baseline.count[task]!;
  }
  return inverse === 0 ? null : baseInverse / inverse;
}

interface TaskTotals {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

function readTask({ tasks, running }: NightHistory, { first, last }: Window, task: number): TaskTotals {
  const [to, from] = [last * tasks + task, (first - 1) * tasks + task];
  return {
    count: running.count[to]! - running.count[from]!,
    sum: running.sum[to]! - running.sum[from]!,
    squares: running.squares[to]! - running.squares[from]!,
  };
}

/** Of baseline and window together, with the margin given back to the window. */
function spreadOf(
  { baseline }: NightHistory,
  { count, sum, squares }: TaskTotals,
  { task, margin }: { readonly task: number; readonly margin: number },
): { readonly mean: number; readonly squares: number } {
  const all = baseline.count[task]! + count;
  const mean = (baseline.sum[task]! + sum + margin * count) / all;
  const raw = baseline.squares[task]! + squares + margin * (2 * sum + margin * count);
  return { mean, squares: Math.max(0, raw - all * mean * mean) };
}

function poolVariance(history: NightHistory, window: Window, margin: number): number {
  let { squares, degrees }: { squares: number; degrees: number } = { ...PRIOR };
  for (let task = 0; task < history.tasks; task += 1) {
    const night = readTask(history, window, task);
    if (night.count === 0) continue;
    squares += spreadOf(history, night, { task, margin }).squares;
    degrees += history.baseline.count[task]! + night.count - 1;
  }
  return squares / degrees;
}

/** What a drop of pass and fail by the margin adds to the variance: near 1 there is hardly any before it. */
function addedByDrop(margin: number, mean: number): number {
  return Math.max(0, margin * (2 * Math.min(1, mean) - 1) - margin * margin);
}

/** The third moment over the variance, at most, in the direction that lies `room` away from the other end of the scale. */
function leanTo(room: number, variance: number): number {
  return variance >= room ? 1 : Math.max(-1, variance / room - room);
}

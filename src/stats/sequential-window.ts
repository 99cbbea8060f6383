import type { NightHistory } from "./sequential-history.ts";

/** A stretch of nights, counted from 1, both ends included. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** A window against the baseline, on the tasks that both have. */
export interface WindowComparison {
  readonly tasks: number;
  /** A task, as multiples of the baseline's: of harmonic means, since the variance has their inverses. */
  readonly attempts: number;
  /** Mean over tasks of (the window's mean - the baseline's mean). */
  readonly difference: number;
  /** What the window lacks to be as good as the baseline, in attempts that scored 1. */
  readonly lacking: number;
  /** Of the difference, if the window were worse by exactly the margin. */
  readonly variance: number;
  /** How much longer the tail of low differences is than a normal one: the skewness, or 0 where that is the short tail. */
  readonly lowSkew: number;
  readonly highSkew: number;
}

/**
 * Four attempts more, two of which pass: a suite that never failed has a variance, too. Source: the "plus four" of Agresti and
 * Coull (1998), here for attempts at one task.
 */
export const PRIOR = { squares: 1, degrees: 4 } as const;

/** So many degrees of freedom of a task's variance are those of all tasks. */
const POOLED_DEGREES = 2;

/** Null where the window and the baseline share no task. */
export function differenceOf({ tasks, baseline, running }: NightHistory, window: Window): number | null {
  const { count, sum } = running;
  const { count: baseCount, sum: baseSum } = baseline;
  const [from, to] = rowsOf(tasks, window);
  let shared = 0;
  let difference = 0;
  for (let task = 0; task < tasks; task += 1) {
    const n = count[to + task]! - count[from + task]!;
    if (n === 0) continue;
    shared += 1;
    difference += (sum[to + task]! - sum[from + task]!) / n - baseSum[task]! / baseCount[task]!;
  }
  return shared === 0 ? null : difference / shared;
}

/** Attempts a task, as in `WindowComparison`; null where the window and the baseline share no task. */
export function attemptsOf(
  { tasks, baseline, running: { count } }: NightHistory,
  window: Window,
): number | null {
  const [from, to] = rowsOf(tasks, window);
  let inverse = 0;
  let baseInverse = 0;
  for (let task = 0; task < tasks; task += 1) {
    const n = count[to + task]! - count[from + task]!;
    if (n === 0) continue;
    inverse += 1 / n;
    baseInverse += 1 / baseline.count[task]!;
  }
  return inverse === 0 ? null : baseInverse / inverse;
}

/**
 * The variance is (1/T²) Σ σ_i² (1/n_i + 1/b_i), with σ_i² of baseline and window together, as if the window with the margin
 * given back were more of the baseline: that is its variance under the hypothesis in question, and over the permutations of a
 * task's attempts. Where a task's attempts all agree, σ_i² is drawn towards that of all tasks, which is never 0.
 *
 * Scores lie in 0..1, so that chance is skewed near the ends. A third moment is at most v (v / q - q) towards failures, where v
 * is the variance and 1 - q the mean; for pass and fail it is exactly that.
 */
export function compareWindow(history: NightHistory, window: Window, margin: number): WindowComparison {
  const { baseline, running } = history;
  const { count, sum, squares: raws } = running;
  const { count: baseCount, sum: baseSum, squares: baseSquares } = baseline;
  const [from, to] = rowsOf(history.tasks, window);
  let tasks = 0;
  let inverse = 0;
  let baseInverse = 0;
  let difference = 0;
  let lacking = 0;
  let squares: number = PRIOR.squares;
  let degrees: number = PRIOR.degrees;
  let ownVariance = 0;
  let pooledWeight = 0;
  let lowThird = 0;
  let highThird = 0;
  for (let task = 0; task < history.tasks; task += 1) {
    const n = count[to + task]! - count[from + task]!;
    if (n === 0) continue;
    const own = sum[to + task]! - sum[from + task]!;
    const b = baseCount[task]!;
    const all = n + b;
    const perN = 1 / n;
    const perB = 1 / b;
    tasks += 1;
    inverse += perN;
    baseInverse += perB;
    const missing = baseSum[task]! * perB - own * perN;
    difference -= missing;
    lacking += n * missing;

    const mean = (baseSum[task]! + own + margin * n) / all;
    const returned = margin * (2 * own + margin * n);
    const raw = baseSquares[task]! + raws[to + task]! - raws[from + task]! + returned;
    const spread = Math.max(0, raw - all * mean * mean);
    squares += spread;
    degrees += all - 1;
    const added = (addedByDrop(margin, mean) * b) / all;
    const weight = (perN + perB) / (all - 1 + POOLED_DEGREES);
    ownVariance += spread * weight + added * perN;
    pooledWeight += POOLED_DEGREES * weight;

    const lean = perN * perN - perB * perB;
    lowThird += lean * thirdTowards(1 - mean, spread / all + added);
    highThird += lean * thirdTowards(mean, spread / all + added);
  }
  const variance = ownVariance + (squares / degrees) * pooledWeight;
  const scale = variance * Math.sqrt(variance);
  return {
    tasks,
    attempts: baseInverse / inverse,
    difference: difference / tasks,
    lacking,
    variance: variance / (tasks * tasks),
    lowSkew: Math.max(0, lowThird / scale),
    highSkew: Math.max(0, highThird / scale),
  };
}

/** What a drop of pass and fail by the margin adds to the variance: of what always passed there was none before. */
export function addedByDrop(margin: number, mean: number): number {
  return Math.max(0, margin * (2 * Math.min(1, mean) - 1) - margin * margin);
}

/** At most this is the third moment towards an end of the scale that lies `room` away from the mean. */
function thirdTowards(room: number, variance: number): number {
  if (variance >= room) return variance;
  return variance * (variance / room - room);
}

/** Where the totals before the window and after it begin. */
function rowsOf(tasks: number, { first, last }: Window): readonly [number, number] {
  return [(first - 1) * tasks, last * tasks];
}

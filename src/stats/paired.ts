import { normalCritical } from "./distributions.ts";
import { DEFAULT_LEVEL, type Interval } from "./interval.ts";
import { mcnemarExact } from "./mcnemar.ts";
import { meanInterval } from "./means.ts";
import { momentsOf } from "./moments.ts";
import { newcombePaired, type PairedCounts } from "./newcombe.ts";
import { criticalSum } from "./power.ts";
import { signFlipPValue } from "./sign-flips.ts";
import { passRateOf, type TaskTally } from "./tally.ts";
import { differenceInterval } from "./task-differences.ts";

/** One task that both sides have scored trials of. */
export interface PairedTask {
  readonly task: string;
  readonly a: TaskTally;
  readonly b: TaskTally;
}

export interface PairedOptions {
  readonly metric: "passRate" | "score";
  readonly level?: number;
  /** Of the permutations that are drawn where there are too many to count. */
  readonly seed?: number;
}

export interface PairedComparison {
  readonly tasks: number;
  /** b - a; null for no tasks. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** Two-sided; null for no tasks. */
  readonly pValue: number | null;
  readonly test: "mcnemar-exact" | "permutation" | "none";
  /** The smallest true difference that these tasks would show at 80 % power, two-sided 5 %. */
  readonly detectable: number | null;
}

const SEED = 1;
const NONE: PairedComparison = {
  tasks: 0,
  difference: null,
  interval: null,
  pValue: null,
  test: "none",
  detectable: null,
};

/**
 * Two sides on the same tasks, on the scale 0..1. Where every task has one attempt on both sides, pass rates are compared
 * by exact McNemar and Newcombe's interval; else task means by a permutation of signs and t over their differences.
 */
export function comparePaired(pairs: readonly PairedTask[], options: PairedOptions): PairedComparison {
  const { metric, level = DEFAULT_LEVEL, seed = SEED } = options;
  const isSingle = pairs.every(({ a, b }) => a.scored === 1 && b.scored === 1);
  if (metric === "passRate" && isSingle) return compareSingle(countPairs(pairs), level);
  const valueOf = metric === "score" ? (tally: TaskTally) => tally.scoreMean : passRateOf;
  const differences = pairs.map(({ a, b }) => valueOf(b) - valueOf(a));
  return compareDifferences(differences, differenceInterval(differences, level), seed);
}

/** Two sides' means per task of a quantity without bounds, such as cost or time: t over differences, permuted signs. */
export function comparePairedMeans(
  pairs: readonly { readonly a: number; readonly b: number }[],
  { level = DEFAULT_LEVEL, seed = SEED }: Omit<PairedOptions, "metric"> = {},
): PairedComparison {
  const differences = pairs.map(({ a, b }) => b - a);
  return compareDifferences(differences, meanInterval(differences, level), seed);
}

function compareSingle(counts: PairedCounts, level: number): PairedComparison {
  const { both, onlyA, onlyB, neither } = counts;
  const tasks = both + onlyA + onlyB + neither;
  if (tasks === 0) return NONE;
  const interval = newcombePaired(counts, level);
  return {
    tasks,
    difference: (onlyB - onlyA) / tasks,
    interval,
    pValue: mcnemarExact(onlyA, onlyB),
    test: "mcnemar-exact",
    detectable: findDetectable(interval),
  };
}

function countPairs(pairs: readonly PairedTask[]): PairedCounts {
  const count = (a: number, b: number): number =>
    pairs.filter((pair) => pair.a.passed === a && pair.b.passed === b).length;
  return { both: count(1, 1), onlyA: count(1, 0), onlyB: count(0, 1), neither: count(0, 0) };
}

function compareDifferences(
  differences: readonly number[],
  interval: Interval | null,
  seed: number,
): PairedComparison {
  const moments = momentsOf(differences);
  if (moments === null) return NONE;
  return {
    tasks: moments.n,
    difference: moments.mean,
    interval,
    pValue: signFlipPValue(differences, { seed }),
    test: "permutation",
    detectable: interval === null ? null : findDetectable(interval),
  };
}

/** From the standard error that the interval's width stands for. */
function findDetectable({ lower, upper, level }: Interval): number {
  return (criticalSum({}) * (upper - lower)) / (2 * normalCritical(level));
}

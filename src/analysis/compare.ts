import type { Comparison, MeanComparison, Metric, MetricComparison, Pair, Side } from "../core/comparison.ts";
import type { Expense } from "../core/summary.ts";
import { holm } from "../stats/holm.ts";
import type { Interval } from "../stats/interval.ts";
import { comparePaired, comparePairedMeans } from "../stats/paired.ts";
import { findDifferences } from "./comparability.ts";
import { meanOf } from "./estimates.ts";
import { FEWEST_TASKS, SIGNIFICANCE } from "./fewest-tasks.ts";
import { findMoves, valueOf } from "./moved-tasks.ts";
import type { Contestant, PairedSides, SidePair } from "./pair-sides.ts";
import { pairTasks, type TaskPair } from "./pair-tasks.ts";
import { findChanges, findRunChanges } from "./what-changed.ts";

export interface CompareInput {
  readonly sides: PairedSides;
  readonly headline: Metric;
  /** Of every bootstrap and permutation. */
  readonly seed: number;
  readonly isForced: boolean;
}

/** Compares pairs of configurations on the tasks that both have scores of. Pure: the same input gives the same figures. */
export function compareSides({ sides, headline, seed, isForced }: CompareInput): Comparison {
  const [{ a, b }] = sides.pairs as [SidePair];
  const compared = sides.pairs.map((pair) => comparePair(pair, seed));
  const adjusted = { passRate: adjust(compared, "passRate"), score: adjust(compared, "score") };
  return {
    schema: 1,
    headline,
    seed,
    isForced,
    differences: findDifferences(a.summary.conditions, b.summary.conditions),
    left: { a: [...sides.left.a], b: [...sides.left.b] },
    pairs: compared.map((pair, index) => {
      const passRate = { ...pair.passRate, adjustedPValue: adjusted.passRate[index] ?? null };
      const score = { ...pair.score, adjustedPValue: adjusted.score[index] ?? null };
      return { ...pair, passRate, score, verdict: judge(headline === "score" ? score : passRate) };
    }),
  };
}

/** Several comparisons share what may go wrong; one of nothing is none. */
function adjust(pairs: readonly Omit<Pair, "verdict">[], metric: Metric): (number | null)[] {
  const known = pairs.flatMap((pair) => pair[metric].pValue ?? []);
  const adjusted = holm(known)[Symbol.iterator]();
  return pairs.map((pair) => (pair[metric].pValue === null ? null : (adjusted.next().value ?? null)));
}

function judge({ difference, adjustedPValue }: MetricComparison): Pair["verdict"] {
  if (difference.value === null) return "nothing-to-compare";
  if (adjustedPValue === null || adjustedPValue >= SIGNIFICANCE || difference.value === 0)
    return "no-difference-found";
  return difference.value > 0 ? "better" : "worse";
}

function comparePair({ a, b }: SidePair, seed: number): Omit<Pair, "verdict"> {
  const { pairs, onlyA, onlyB } = pairTasks(a.group.tasks, b.group.tasks);
  const means = (of: keyof Expense): MeanComparison => compareMeans(pairs, of, seed);
  return {
    a: toSide(a),
    b: toSide(b),
    changed: [
      ...findChanges(a.group.configuration, b.group.configuration),
      ...findRunChanges(a.summary, b.summary),
    ],
    tasks: pairs.length,
    onlyA: [...onlyA],
    onlyB: [...onlyB],
    passRate: compareMetric(pairs, "passRate", seed),
    score: compareMetric(pairs, "score", seed),
    costUsd: means("costUsd"),
    tokens: means("tokens"),
    wallMs: means("wallMs"),
    workingMs: means("workingMs"),
  };
}

function toSide({ label, summary, group }: Contestant): Side {
  const { planned, finished, scored, passed, cancelled, infraErrors, configuration } = group;
  return {
    label,
    runId: summary.runId,
    configuration: configuration.name,
    key: configuration.key,
    planned,
    finished,
    scored,
    passed,
    cancelled,
    infraErrors: { ...infraErrors },
  };
}

function compareMetric(pairs: readonly TaskPair[], metric: Metric, seed: number): MetricComparison {
  const { difference, interval, pValue, test, detectable } = comparePaired(pairs, { metric, seed });
  return {
    a: meanOf(pairs.map(({ a }) => valueOf(a, metric))),
    b: meanOf(pairs.map(({ b }) => valueOf(b, metric))),
    difference: { value: difference, interval: interval && withinScale(interval) },
    pValue,
    adjustedPValue: pValue,
    test,
    detectable: pairs.length < FEWEST_TASKS ? null : detectable,
    ...findMoves(pairs, metric),
  };
}

/** Shares of 1 differ by 1 at most. */
const withinScale = (interval: Interval): Interval => ({
  ...interval,
  lower: Math.max(-1, interval.lower),
  upper: Math.min(1, interval.upper),
});

/** Only tasks of which both sides know it. */
function compareMeans(pairs: readonly TaskPair[], of: keyof Expense, seed: number): MeanComparison {
  const known = pairs.flatMap(({ expenseA, expenseB }) => {
    const [a, b] = [expenseA[of], expenseB[of]];
    return a === null || b === null ? [] : [{ a, b }];
  });
  const { difference, interval } = comparePairedMeans(known, { seed });
  return {
    tasks: known.length,
    a: meanOf(known.map(({ a }) => a)),
    b: meanOf(known.map(({ b }) => b)),
    difference: { value: difference, interval },
  };
}

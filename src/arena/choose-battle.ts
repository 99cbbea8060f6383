import type { Matrix } from "../stats/ratings/symmetric-matrix.ts";

/** Two apps of one task that different models built. */
export interface Candidate {
  readonly id: string;
  readonly task: string;
  /** Places of the two models. */
  readonly a: number;
  readonly b: number;
}

/** What is believed of the models so far: a normal distribution of their strengths. */
export interface Belief {
  readonly strengths: Float64Array;
  /** Square. */
  readonly covariance: Matrix;
}

export interface BattleState {
  readonly belief: Belief;
  /** Votes on each task so far: unseen tasks come first among equals. */
  readonly votesOfTask: ReadonlyMap<string, number>;
  /** Candidates that this rater has judged, or others are judging now. */
  readonly taken: ReadonlySet<string>;
}

/** Of the best candidates, so near to the best one by value, one is drawn: raters who come together get different battles. */
const NEAR = 0.9;
/** How much less a vote on a task tells that has had one already. */
const TASK_FADE = 0.05;

/**
 * The battle that would tell most: of models whose order is uncertain, whose vote is not a foregone conclusion, and on tasks that few have seen.
 * Null where the rater has judged all.
 */
export function chooseBattle(
  candidates: readonly Candidate[],
  { belief, votesOfTask, taken }: BattleState,
  random: () => number,
): Candidate | null {
  const valued = candidates
    .filter(({ id }) => !taken.has(id))
    .map((candidate) => {
      const fade = 1 / (1 + TASK_FADE * (votesOfTask.get(candidate.task) ?? 0));
      return { candidate, value: valueOf(belief, candidate.a, candidate.b) * fade };
    });
  const most = valued.reduce((top, { value }) => Math.max(top, value), 0);
  const near = valued.filter(({ value }) => value >= NEAR * most);
  return near[Math.floor(random() * near.length)]?.candidate ?? null;
}

/**
 * What one vote on a pair is expected to tell of their order: the chance that the order is the other way, times the share of the difference's
 * variance that the vote takes away (Laplace: v²w / (1 + vw), where w is the vote's information).
 */
export function valueOf({ strengths, covariance }: Belief, a: number, b: number): number {
  const size = strengths.length;
  const difference = strengths[a]! - strengths[b]!;
  const variance = Math.max(
    0,
    covariance[a * size + a]! + covariance[b * size + b]! - 2 * covariance[a * size + b]!,
  );
  if (variance === 0) return 0;
  const p = 1 / (1 + Math.exp(-difference));
  const information = variance * p * (1 - p);
  return reversal(difference, variance) * (information / (1 + information));
}

/** The chance that the order of two models is the other way than their strengths say. */
export const reversal = (difference: number, variance: number): number =>
  variance === 0 ? 0 : upperTail(Math.abs(difference) / Math.sqrt(variance));

/** P(Z > z) of a standard normal Z, z ≥ 0. Source: Abramowitz and Stegun, 26.2.17, exact to seven digits. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const series = terms.reduceRight((sum, term) => (sum + term) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

import { studentCritical } from "../distributions.ts";
import { DEFAULT_LEVEL } from "../interval.ts";
import type { Matrix } from "./symmetric-matrix.ts";

/** Points of a rating to one unit of strength: ten times the odds are 400 points. Source: Elo's scale. */
export const POINTS = 400 / Math.LN10;
/** What the models' mean is where no model is an anchor. */
export const MEAN_RATING = 1000;

/** Which of all shifts of the strengths is shown. */
export type Gauge =
  | { readonly kind: "mean" }
  /** One model, by its place, is given a rating. */
  | { readonly kind: "anchor"; readonly model: number; readonly rating: number };

export interface Rating {
  readonly rating: number;
  /** Of the rating, in points; 0 for an anchor. */
  readonly variance: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Ratings with their intervals.
 * @param covariance of strengths (mean 0) and whatever else, square, models first
 * @param degrees of freedom that its estimate has; silent: very many
 */
export function toRatings(
  strengths: Float64Array,
  covariance: Matrix,
  {
    gauge,
    level = DEFAULT_LEVEL,
    degrees = Number.POSITIVE_INFINITY,
  }: { readonly gauge: Gauge; readonly level?: number; readonly degrees?: number },
): Rating[] {
  const size = Math.sqrt(covariance.length);
  const critical = studentCritical(level, degrees);
  const at = (i: number, j: number): number => covariance[i * size + j]!;
  return Array.from(strengths, (strength, i) => {
    const anchor = gauge.kind === "anchor" ? gauge.model : null;
    const rating =
      anchor === null
        ? MEAN_RATING + strength * POINTS
        : (gauge as { rating: number }).rating + (strength - strengths[anchor]!) * POINTS;
    const spread = anchor === null ? at(i, i) : at(i, i) + at(anchor, anchor) - 2 * at(i, anchor);
    const variance = Math.max(0, spread) * POINTS ** 2;
    const half = critical * Math.sqrt(variance);
    return { rating, variance, lower: rating - half, upper: rating + half };
  });
}

import { type Boundary, boundaryAt } from "./sequential-boundary.ts";
import type { NightHistory } from "./sequential-history.ts";
import { compareWindow, differenceOf, type WindowComparison } from "./sequential-window.ts";

/** What one window says: with its error probability, the true difference lies between these, whenever one looks. */
export interface WindowBounds extends WindowComparison {
  /** The night that the window begins with. */
  readonly first: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Judgement {
  readonly verdict: "pass" | "fail" | "inconclusive";
  /** The window that decided. */
  readonly decisive: WindowBounds;
}

export interface JudgementDesign {
  /** The night to judge, from 1: the last of every window. */
  readonly last: number;
  readonly margin: number;
  /** Of windows that begin with night 1, 2 … */
  readonly boundaries: readonly Boundary[];
}

/** A single attempt must not decide anything. */
const SINGLE_ATTEMPT = 1 + 1e-9;

/** Beyond it the approximation turns round. */
const MOST_SKEW = 4;

/**
 * Judges a night by every window that ends with it.
 *
 * - `fail`: the upper bound of some window is below -margin. The windows share α, so that any of them may say so.
 * - `pass`: the lower bound of all nights together is above -margin, and no window has its mean below -margin. The second keeps a
 *   drop from hiding behind earlier good nights; it costs few passes, and stops nine in ten of those that come too late.
 *
 * @returns null where no task was seen in the last night
 */
export function judgeNight(history: NightHistory, design: JudgementDesign): Judgement | null {
  const { last, margin, boundaries } = design;
  const bound = (first: number): WindowBounds =>
    boundWindow(compareWindow(history, { first, last }, margin), boundaries[first - 1]!, first);
  let worst: WindowBounds | null = null;
  for (let first = last; first >= 1; first -= 1) {
    const difference = differenceOf(history, { first, last });
    if (difference === null) return null;
    if (difference >= -margin) continue;
    const bounds = bound(first);
    if (worst === null || bounds.upper < worst.upper) worst = bounds;
  }
  if (worst !== null && worst.upper < -margin) return { verdict: "fail", decisive: worst };
  const all = bound(1);
  if (all.lower <= -margin) return { verdict: "inconclusive", decisive: all };
  return worst === null ? { verdict: "pass", decisive: all } : { verdict: "inconclusive", decisive: worst };
}

function boundWindow(comparison: WindowComparison, boundary: Boundary, first: number): WindowBounds {
  const { attempts, difference, variance, lowSkew, highSkew, lacking } = comparison;
  const critical = boundaryAt(boundary, attempts / (1 + attempts));
  const deviation = Math.sqrt(variance);
  const upper = difference + bend(critical, lowSkew) * deviation;
  const lower = difference - bend(critical, highSkew) * deviation;
  return {
    ...comparison,
    first,
    lower: Math.max(-1, lacking >= -SINGLE_ATTEMPT ? Math.min(0, lower) : lower),
    upper: Math.min(1, lacking <= SINGLE_ATTEMPT ? Math.max(0, upper) : upper),
  };
}

/**
 * The critical value of a skewed statistic in place of a normal one's. Source: the transformation of Wilson and Hilferty
 * (1931) of a gamma variable with this skewness (Pearson's type III, which is what permutations of few events look like).
 */
function bend(critical: number, skew: number): number {
  if (skew < 1e-6) return critical;
  const g = Math.min(MOST_SKEW, skew);
  return (2 / g) * ((1 + (g * critical) / 6 - (g * g) / 36) ** 3 - 1);
}

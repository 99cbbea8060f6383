import { type Boundary, boundaryAt } from "./sequential-boundary.ts";
import type { NightHistory } from "./sequential-history.ts";
import { compareWindow, type Window, type WindowComparison } from "./sequential-window.ts";

/** Of a true difference: what is below `lower` or above `upper` is ruled out. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** A single attempt must not decide anything. */
const SINGLE_ATTEMPT = 1 + 1e-9;

/** Beyond it the approximation turns round. */
const MOST_SKEW = 4;

const HALVINGS = 30;

/** What rules out -margin, seen from a difference of -margin: right about which side of the bounds that one is on. */
export function boundAtMargin(comparison: WindowComparison, boundary: Boundary): Bounds {
  const { attempts, difference, variance, lowSkew, highSkew, lacking } = comparison;
  const critical = boundaryAt(boundary, attempts / (1 + attempts));
  const deviation = Math.sqrt(variance);
  const upper = difference + bend(critical, lowSkew) * deviation;
  const lower = difference - bend(critical, highSkew) * deviation;
  return {
    lower: lacking >= -SINGLE_ATTEMPT ? Math.min(0, lower) : lower,
    upper: lacking <= SINGLE_ATTEMPT ? Math.max(0, upper) : upper,
  };
}

/**
 * The differences that no margin would rule out: each bound is where the variance of that very difference just does not. A suite
 * that always passed would otherwise have an interval of nearly no width.
 */
export function invertBounds(history: NightHistory, window: Window, boundary: Boundary): Bounds {
  const seenFrom = (difference: number): Bounds =>
    boundAtMargin(compareWindow(history, window, Math.max(0, -difference)), boundary);
  return {
    lower: bisect((difference) => seenFrom(difference).lower > difference),
    upper: bisect((difference) => seenFrom(difference).upper > difference),
  };
}

/** The difference in -1..1 up to which something holds. */
function bisect(holds: (difference: number) => boolean): number {
  let [low, high] = [-1, 1];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
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

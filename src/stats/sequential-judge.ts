import type { Boundary } from "./sequential-boundary.ts";
import type { NightHistory } from "./sequential-history.ts";
import { boundAtMargin, type Bounds } from "./sequential-interval.ts";
import { compareWindow, differenceOf, type WindowComparison } from "./sequential-window.ts";

export interface JudgementDesign {
  /** The night to judge, from 1: the last of every window. */
  readonly last: number;
  readonly margin: number;
  /** Of windows that begin with night 1, 2 … */
  readonly boundaries: readonly Boundary[];
}

export interface Judgement {
  readonly verdict: "pass" | "fail" | "inconclusive";
  /** The night with which the window begins that decided. */
  readonly first: number;
  readonly comparison: WindowComparison;
  /** Right about the margin; `invertBounds` has them for every other difference. */
  readonly bounds: Bounds;
}

/**
 * Judges a night by every window that ends with it.
 *
 * - `fail`: the upper bound of some window is below -margin. The windows share α, so that any of them may say so.
 * - `pass`: the lower bound of all nights together is above -margin, and no window has its mean below -margin. The second keeps a
 *   drop from hiding behind earlier good nights: it costs a few passes in a hundred, and after a drop of twice the margin it
 *   stops nearly all of them at once (measured in test/stats/sequential.golden.md).
 *
 * @returns null where no task of the baseline was seen in that night
 */
export function judgeNight(history: NightHistory, design: JudgementDesign): Judgement | null {
  const { last, margin } = design;
  let worst: Omit<Judgement, "verdict"> | null = null;
  for (let first = last; first >= 1; first -= 1) {
    const difference = differenceOf(history, { first, last });
    if (difference === null) return null;
    if (difference >= -margin) continue;
    const window = judgeWindow(history, first, design);
    if (worst === null || window.bounds.upper < worst.bounds.upper) worst = window;
  }
  if (worst !== null && worst.bounds.upper < -margin) return { verdict: "fail", ...worst };
  const all = judgeWindow(history, 1, design);
  if (all.bounds.lower <= -margin) return { verdict: "inconclusive", ...all };
  return worst === null ? { verdict: "pass", ...all } : { verdict: "inconclusive", ...worst };
}

function judgeWindow(
  history: NightHistory,
  first: number,
  { last, margin, boundaries }: JudgementDesign,
): Omit<Judgement, "verdict"> {
  const comparison = compareWindow(history, { first, last }, margin);
  return { first, comparison, bounds: boundAtMargin(comparison, boundaries[first - 1]!) };
}

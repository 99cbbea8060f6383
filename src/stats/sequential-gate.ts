import type { Boundary } from "./sequential-boundary.ts";
import { type DetectableDrop, detectDrop } from "./sequential-detectable.ts";
import { type NightHistory, type NightTally, toHistory } from "./sequential-history.ts";
import { type Bounds, invertBounds } from "./sequential-interval.ts";
import { type Judgement, judgeNight } from "./sequential-judge.ts";
import { createBoundaryFinder, planBoundary, shareOf } from "./sequential-plan.ts";
import { attemptsOf } from "./sequential-window.ts";

export { type DetectableDrop, detectableDrop } from "./sequential-detectable.ts";
export type { NightTally } from "./sequential-history.ts";

export interface SequentialInput {
  /** One entry a task. */
  readonly baseline: readonly NightTally[];
  /** Oldest first; the last one is tonight. */
  readonly nights: readonly (readonly NightTally[])[];
  /** The drop that is accepted, on the scale 0..1. */
  readonly margin: number;
  /** Of a false `fail` in any night, however many there will be; and of a false `pass` while nothing changes. */
  readonly alpha: number;
}

export interface SequentialVerdict {
  readonly verdict: "pass" | "fail" | "inconclusive";
  /** Between the nights that decided and the baseline: the mean over tasks; a drop is negative. */
  readonly difference: number;
  /** Each holds with a probability of 1 - alpha, over all nights. */
  readonly lower: number;
  readonly upper: number;
  /** The nights that decided are those from this one (the first is 1) until tonight. */
  readonly sinceNight: number;
  /** Since the baseline. */
  readonly nights: number;
  readonly tasks: number;
  /** Of a drop that begins tonight. */
  readonly detectable: DetectableDrop;
  readonly method: string;
}

/**
 * Holds the nights since a baseline against it, on the same tasks: what is random are the attempts at a task.
 *
 * For the nights from s to t, D is the mean over tasks of (mean of the window - mean of the baseline), V its variance, and
 * Z = (D + margin) / √V. With s fixed, Z over t is the statistic of a group-sequential test, and its information 1 / V never
 * exceeds that of the baseline. So one boundary holds for infinitely many nights, and D ± boundary * √V are repeated confidence
 * intervals, all of which hold at once. Source: Jennison and Turnbull, Group Sequential Methods (2000), chapters 3, 9 and 11.
 *
 * The nights from the first one on have three quarters of α. Windows that begin later share the rest, so that a regression that
 * begins later is found too, if later. All of this is the union bound; since the windows overlap, less than α is used.
 *
 * The boundaries are planned from numbers of attempts alone: of the nights seen, and for those to come of the latest. Attempts are
 * lost to the infrastructure and not to scores, so that a plan which follows them knows nothing of the scores. It is made anew
 * each night; with the same attempts every night it never changes.
 *
 * Normal theory is off for few attempts and for rates near 1; what makes up for it is in compareWindow and boundAtMargin. What
 * comes of all this is measured in test/stats/sequential.golden.md.
 *
 * @throws RangeError where there is no baseline, no night, no task that tonight shares with the baseline, a margin outside 0..1 or
 * an alpha outside 0..½
 */
export function judgeNights({ baseline, nights, margin, alpha }: SequentialInput): SequentialVerdict {
  if (!(margin >= 0 && margin < 1)) throw new RangeError(`margin must be in 0..1, got ${margin}`);
  if (!(alpha > 0 && alpha < 0.5)) throw new RangeError(`alpha must be in 0..0.5, got ${alpha}`);
  const last = nights.length;
  const tonight = new Map(nights.at(-1)?.map((tally) => [tally.task, tally.scored]));
  const design = baseline
    .filter(({ task, scored }) => scored > 0 && (tonight.get(task) ?? 0) > 0)
    .map((tally) => ({ baseline: tally, attempts: tonight.get(tally.task)! }));
  if (design.length === 0) throw new RangeError("tonight has no task in common with the baseline");
  const history = toHistory(baseline, nights);
  const boundaries = planBoundaries(history, alpha);
  const judgement = judgeNight(history, { last, margin, boundaries })!;
  const { verdict, first, comparison } = judgement;
  return {
    verdict,
    difference: comparison.difference,
    ...toInterval(judgement, invertBounds(history, { first, last }, boundaries[first - 1]!), margin),
    sinceNight: first,
    nights: last,
    tasks: comparison.tasks,
    detectable: detectDrop(design, boundaries[last - 1]!, margin),
    method: `group-sequential test on task means, one-sided α = ${alpha} over all nights`,
  };
}

/** The margin lies outside the interval exactly where the verdict says so, whatever the inversion's last digits are. */
function toInterval(
  { verdict, bounds, comparison }: Judgement,
  { lower, upper }: Bounds,
  margin: number,
): Bounds {
  const { difference } = comparison;
  const inside = verdict === "inconclusive" ? -margin : difference;
  return {
    lower:
      verdict === "pass"
        ? Math.min(difference, Math.max(lower, bounds.lower))
        : Math.min(lower, inside, difference),
    upper:
      verdict === "fail"
        ? Math.max(difference, Math.min(upper, bounds.upper))
        : Math.max(upper, inside, difference),
  };
}

/** Of windows that begin with night 1, 2 … and end with the last one, which must have tasks of the baseline. */
export function planBoundaries(history: NightHistory, alpha: number): Boundary[] {
  const nights = Array.from({ length: history.nights }, (_, index) => index + 1);
  const attempts = (first: number, last: number): number | null => attemptsOf(history, { first, last });
  const nightly = attempts(history.nights, history.nights)!;
  const sofar = nights.flatMap((night) => attempts(1, night) ?? []);
  const find = createBoundaryFinder(nightly);
  return nights.map((night) => {
    const share = shareOf(alpha, night);
    return night === 1
      ? planBoundary({ sofar, nightly }, share)
      : find(attempts(night, night) ?? nightly, share);
  });
}

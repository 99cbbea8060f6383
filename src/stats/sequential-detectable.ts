import { type Boundary, type Look, solveDrift } from "./sequential-boundary.ts";
import type { NightTally } from "./sequential-history.ts";
import { planBoundary, shareOf } from "./sequential-plan.ts";
import { addedByDrop, PRIOR } from "./sequential-window.ts";

/** The true drop that is found with a probability of 80 %, on the scale 0..1; 1 where there is none. */
export interface DetectableDrop {
  readonly tonight: number;
  /** By the third night of it. */
  readonly withinThreeNights: number;
}

const POWER = 0.8;

/** A task of the baseline, and how often a night tries it. */
export interface DesignTask {
  readonly baseline: NightTally;
  readonly attempts: number;
}

/** What a baseline can tell of a drop that begins in the night after it. @param attempts a task, every night */
export function detectableDrop({
  baseline,
  attempts,
  alpha,
}: {
  readonly baseline: readonly NightTally[];
  readonly attempts: number;
  readonly alpha: number;
}): DetectableDrop {
  const tasks = baseline.filter(({ scored }) => scored > 0).map((tally) => ({ baseline: tally, attempts }));
  if (tasks.length === 0 || !(attempts > 0)) return { tonight: 1, withinThreeNights: 1 };
  const nightly = nightlyOf(tasks);
  const boundary = planBoundary({ sofar: [nightly], nightly }, shareOf(alpha, 1));
  return detectDrop(tasks, boundary, 0);
}

/**
 * Of a drop that begins tonight, by the window that does. Normal approximation, with the variance that scores have after the
 * drop. @param tasks at least one
 */
export function detectDrop(tasks: readonly DesignTask[], boundary: Boundary, margin: number): DetectableDrop {
  const nightly = nightlyOf(tasks);
  const best = sumOf(tasks.map(({ baseline }) => baseline.mean)) / tasks.length;
  const within = (nights: number): number => {
    const looks = Array.from({ length: nights }, (_, night): Look => {
      const attempts = (night + 1) * nightly;
      return { information: attempts / (1 + attempts) };
    });
    const errors = solveDrift(looks, boundary, POWER) * Math.sqrt(looks.at(-1)!.information);
    let drop = margin;
    for (let round = 0; round < 8; round += 1)
      drop = margin + errors * Math.sqrt(varianceAfter(drop, tasks, nights));
    return drop > best ? 1 : drop;
  };
  return { tonight: within(1), withinThreeNights: within(3) };
}

function nightlyOf(tasks: readonly DesignTask[]): number {
  const inverse = sumOf(tasks.map(({ attempts }) => 1 / attempts));
  return sumOf(tasks.map(({ baseline }) => 1 / baseline.scored)) / inverse;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Of the difference between so many nights after the drop and the baseline. */
function varianceAfter(drop: number, tasks: readonly DesignTask[], nights: number): number {
  let [squares, degrees]: [number, number] = [PRIOR.squares, PRIOR.degrees];
  for (const { baseline } of tasks) {
    squares += (baseline.scored - 1) * (baseline.variance ?? 0);
    degrees += baseline.scored - 1;
  }
  const pooled = squares / degrees;
  let variance = 0;
  for (const { baseline, attempts } of tasks)
    variance += (pooled + addedByDrop(drop, baseline.mean)) / (nights * attempts) + pooled / baseline.scored;
  return variance / tasks.length ** 2;
}

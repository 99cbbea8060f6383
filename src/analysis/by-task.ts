import type { TaskTally } from "../core/summary.ts";
import type { TaskTally as Tally } from "../stats/tally.ts";
import { addMoments, type Moments, NO_MOMENTS, varianceOf } from "./moments.ts";

/** The unit of inference is the task: its languages are put together, and what was not scored is left out. */
export function byTask(tallies: readonly TaskTally[]): Tally[] {
  const tasks = new Map<string, { readonly passed: number; readonly scores: Moments }>();
  for (const tally of tallies) {
    const known = tasks.get(tally.task) ?? { passed: 0, scores: NO_MOMENTS };
    const scores = addMoments(known.scores, toMoments(tally));
    tasks.set(tally.task, { passed: known.passed + tally.passed, scores });
  }
  return [...tasks].flatMap(([task, { passed, scores }]) =>
    scores.n === 0
      ? []
      : [{ task, scored: scores.n, passed, scoreMean: scores.mean, scoreVariance: varianceOf(scores) }],
  );
}

export function toMoments({ scored, scoreMean, scoreVariance }: TaskTally): Moments {
  return { n: scored, mean: scoreMean ?? 0, squares: (scoreVariance ?? 0) * Math.max(0, scored - 1) };
}

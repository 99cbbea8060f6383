import type { TaskTally } from "../../../src/stats/tally.ts";

/** A task of which only the counts matter. */
export function tallyOf(passed: number, scored: number, task = "t"): TaskTally {
  const scoreMean = passed / scored;
  return {
    task,
    scored,
    passed,
    scoreMean,
    scoreVariance: scored < 2 ? null : (scored * scoreMean * (1 - scoreMean)) / (scored - 1),
  };
}

/** A task of which only the mean score matters. */
export function scoredTask(scoreMean: number, scored = 1, task = "t"): TaskTally {
  return { task, scored, passed: 0, scoreMean, scoreVariance: scored < 2 ? null : 0 };
}

/** So many copies of each tally. */
export function repeat(tallies: readonly TaskTally[], counts: readonly number[]): TaskTally[] {
  return tallies.flatMap((tally, index) => Array.from<TaskTally>({ length: counts[index]! }).fill(tally));
}

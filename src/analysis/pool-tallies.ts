import type { Expense, TaskTally } from "../core/summary.ts";
import { toMoments } from "./by-task.ts";
import { addMoments, varianceOf } from "./moments.ts";

/** Tallies of several runs of one configuration as if they were one run's, in the order of task and language. */
export function poolTallies(runs: readonly (readonly TaskTally[])[]): TaskTally[] {
  const pooled = new Map<string, TaskTally>();
  for (const tally of runs.flat()) {
    const key = `${tally.task}\n${tally.language}`;
    const known = pooled.get(key);
    pooled.set(key, known === undefined ? tally : poolTwo(known, tally));
  }
  return [...pooled].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally);
}

function poolTwo(a: TaskTally, b: TaskTally): TaskTally {
  const scores = addMoments(toMoments(a), toMoments(b));
  return {
    task: a.task,
    language: a.language,
    trials: a.trials + b.trials,
    scored: scores.n,
    passed: a.passed + b.passed,
    infraErrors: a.infraErrors + b.infraErrors,
    scoreMean: scores.n === 0 ? null : Math.min(1, scores.mean),
    scoreVariance: varianceOf(scores),
    perTrial: poolExpense(a, b),
  };
}

/** A side without a scored trial has nothing to say; one whose cost is unknown makes the whole unknown. */
function poolExpense(a: TaskTally, b: TaskTally): Expense {
  if (a.scored === 0) return b.perTrial;
  if (b.scored === 0) return a.perTrial;
  const weigh = (of: keyof Expense): number | null => {
    const [x, y] = [a.perTrial[of], b.perTrial[of]];
    return x === null || y === null ? null : (x * a.scored + y * b.scored) / (a.scored + b.scored);
  };
  return {
    costUsd: weigh("costUsd"),
    tokens: weigh("tokens"),
    wallMs: weigh("wallMs"),
    workingMs: weigh("workingMs"),
  };
}

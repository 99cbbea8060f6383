import type { TaskTally } from "./tally.ts";

/** Of scores: unit 0..1 squared. */
export interface VarianceComponents {
  /** How unlike the tasks are: the variance of their true means. Null where it cannot be told from `withinTasks`. */
  readonly betweenTasks: number | null;
  /** How unlike attempts at one task are. Null where no task has two scored trials. */
  readonly withinTasks: number | null;
}

/**
 * One-way random-effects analysis of variance by the method of moments; tasks may have unequal numbers of trials.
 * `betweenTasks` is at least 0. Source: Searle, Casella and McCulloch, "Variance Components" (1992).
 */
export function varianceComponents(tasks: readonly TaskTally[]): VarianceComponents {
  const trials = tasks.reduce((sum, { scored }) => sum + scored, 0);
  const within = trials - tasks.length;
  if (within <= 0) return { betweenTasks: null, withinTasks: null };
  const squaresWithin = tasks.reduce(
    (sum, { scored, scoreVariance }) => sum + (scored - 1) * (scoreVariance ?? 0),
    0,
  );
  const withinTasks = squaresWithin / within;
  const between = tasks.length - 1;
  if (between === 0) return { betweenTasks: null, withinTasks };
  const grandMean = tasks.reduce((sum, { scored, scoreMean }) => sum + scored * scoreMean, 0) / trials;
  const squaresBetween = tasks.reduce(
    (sum, { scored, scoreMean }) => sum + scored * (scoreMean - grandMean) ** 2,
    0,
  );
  const trialsSquared = tasks.reduce((sum, { scored }) => sum + scored * scored, 0);
  const perTask = (trials - trialsSquared / trials) / between;
  return { betweenTasks: Math.max(0, (squaresBetween / between - withinTasks) / perTask), withinTasks };
}

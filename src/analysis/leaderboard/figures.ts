import type { Estimate } from "../../core/estimate.ts";
import type { BoardRow, Metric } from "../../core/leaderboard.ts";
import type { Expense, TaskTally } from "../../core/summary.ts";
import { byTask } from "../by-task.ts";
import { estimatePassRate, estimateScore } from "../estimates.ts";
import type { Entry } from "./entries.ts";

/** What an entry comes to, on all tasks or on some. */
export type Figures = Pick<
  BoardRow,
  | "score"
  | "passRate"
  | "perTrial"
  | "costPerPassedUsd"
  | "tasks"
  | "scored"
  | "trials"
  | "passed"
  | "infraErrors"
  | "unranked"
>;

/** @param tallies the entry's own, or those of a slice of tasks */
export function toFigures(entry: Entry, tallies: readonly TaskTally[], metric: Metric): Figures {
  const pooled = byTask(tallies);
  const total = (of: (tally: TaskTally) => number): number =>
    tallies.reduce((sum, tally) => sum + of(tally), 0);
  const [scored, passed] = [total((tally) => tally.scored), total((tally) => tally.passed)];
  const perTrial = meanExpense(tallies, scored);
  const ofScored = perTrial.costUsd === null ? null : perTrial.costUsd * scored;
  const spent = tallies.length === entry.tallies.length ? entry.totalCostUsd : ofScored;
  const estimates = { score: estimateScore(pooled), passRate: estimatePassRate(pooled) };
  return {
    ...estimates,
    perTrial,
    costPerPassedUsd: spent === null || passed === 0 ? null : spent / passed,
    tasks: pooled.length,
    scored,
    trials: total(({ trials }) => trials),
    passed,
    infraErrors: total(({ infraErrors }) => infraErrors),
    unranked: findObstacle(entry, estimates[metric]),
  };
}

/** Over all scored trials; one that is unknown makes the mean unknown. */
function meanExpense(tallies: readonly TaskTally[], scored: number): Expense {
  const counted = tallies.filter((tally) => tally.scored > 0);
  const mean = (of: keyof Expense): number | null =>
    counted.length === 0 || counted.some(({ perTrial }) => perTrial[of] === null)
      ? null
      : counted.reduce((sum, tally) => sum + tally.perTrial[of]! * tally.scored, 0) / scored;
  return {
    costUsd: mean("costUsd"),
    tokens: mean("tokens"),
    wallMs: mean("wallMs"),
    workingMs: mean("workingMs"),
  };
}

/** A model is what is ranked: `oracle` and its like are shown to be compared with. */
function findObstacle({ configuration }: Entry, { value, interval }: Estimate): Figures["unranked"] {
  if (configuration.model === null) return "no-model";
  if (value === null) return "not-scored";
  return interval === null ? "no-interval" : null;
}

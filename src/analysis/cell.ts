import type { TaskTally } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { addRow, type ExpenseSum, NO_EXPENSE, perOne } from "./expense.ts";
import { addValue, type Moments, NO_MOMENTS, varianceOf } from "./moments.ts";

/** What is added up of one configuration's trials on one task in one language. */
export interface Cell {
  readonly task: string;
  readonly language: string;
  readonly trials: number;
  readonly passed: number;
  readonly infraErrors: number;
  readonly scores: Moments;
  readonly expense: ExpenseSum;
}

export const createCell = (task: string, language: string): Cell => ({
  task,
  language,
  trials: 0,
  passed: 0,
  infraErrors: 0,
  scores: NO_MOMENTS,
  expense: NO_EXPENSE,
});

export function addToCell(cell: Cell, row: TrialRow): Cell {
  return {
    ...cell,
    trials: cell.trials + 1,
    passed: cell.passed + Number(row.passed === true),
    infraErrors: cell.infraErrors + Number(row.outcome.kind === "infra-error"),
    scores: row.score === null ? cell.scores : addValue(cell.scores, row.score),
    expense: row.score === null ? cell.expense : addRow(cell.expense, row),
  };
}

export function toTally({ task, language, trials, passed, infraErrors, scores, expense }: Cell): TaskTally {
  return {
    task,
    language,
    trials,
    scored: scores.n,
    passed,
    infraErrors,
    scoreMean: scores.n === 0 ? null : Math.min(1, scores.mean),
    scoreVariance: varianceOf(scores),
    perTrial: perOne(expense, scores.n),
  };
}

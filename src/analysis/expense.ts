import type { Expense } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";

/** Sums of what trials took. One unknown cost makes the sum unknown. */
export interface ExpenseSum {
  readonly costUsd: number | null;
  readonly tokens: number;
  readonly wallMs: number;
  readonly workingMs: number;
}

export const NO_EXPENSE: ExpenseSum = { costUsd: 0, tokens: 0, wallMs: 0, workingMs: 0 };

export function addRow(sum: ExpenseSum, { usage, durationMs, workingMs }: TrialRow): ExpenseSum {
  return addExpense(sum, {
    costUsd: usage.costUsd,
    tokens: usage.inputTokens + usage.outputTokens,
    wallMs: durationMs,
    workingMs,
  });
}

export function addExpense(a: ExpenseSum, b: ExpenseSum): ExpenseSum {
  return {
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
    tokens: a.tokens + b.tokens,
    wallMs: a.wallMs + b.wallMs,
    workingMs: a.workingMs + b.workingMs,
  };
}

/** By so many trials; all null where there was none. */
export function perOne({ costUsd, tokens, wallMs, workingMs }: ExpenseSum, trials: number): Expense {
  const by = (sum: number | null): number | null => (sum === null || trials === 0 ? null : sum / trials);
  return { costUsd: by(costUsd), tokens: by(tokens), wallMs: by(wallMs), workingMs: by(workingMs) };
}

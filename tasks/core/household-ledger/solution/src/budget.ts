import { monthOf } from "./dates.ts";
import type { Ledger, Part } from "./ledger.ts";

/** What has no envelope: it is there to be budgeted. */
const INCOME = "Income";

/** A category in a month. */
export interface Envelope {
  readonly category: string;
  readonly carried: number;
  readonly budget: number;
  readonly spent: number;
  readonly available: number;
}

export interface MonthBudget {
  readonly envelopes: readonly Envelope[];
  readonly toBudget: number;
}

/**
 * The envelopes of a month. What is left in one goes on to the next month; an overspent one starts at zero again, and what it lacked
 * is taken from what is there to be budgeted. That and all that is available add up to the net worth at the end of the month.
 */
export function budgetOf(ledger: Ledger, month: string): MonthBudget {
  const categories = ledger.categories.filter((category) => category !== INCOME);
  const shares = listShares(ledger).filter((share) => share.month <= month);
  const toBudgetAtFirst =
    sum(ledger.accounts.map(({ opening }) => opening)) +
    sum(
      shares.filter(({ category }) => !categories.includes(category ?? INCOME)).map(({ amount }) => amount),
    );

  const months = new Set([
    ...shares.map((share) => share.month),
    ...Object.keys(ledger.budgets ?? {}),
    month,
  ]);
  const earlier = [...months].filter((one) => one < month).toSorted();
  const historyOf = (category: string) => {
    const own = shares.filter((share) => share.category === category);
    const fill = (one: string, carried: number): Envelope => {
      const budget = ledger.budgets?.[one]?.[category] ?? 0;
      const spent = 0 - sum(own.filter((share) => share.month === one).map(({ amount }) => amount));
      return { category, carried, budget, spent, available: carried + budget - spent };
    };
    let carried = 0;
    let taken = 0;
    for (const one of earlier) {
      const { budget, available } = fill(one, carried);
      carried = Math.max(available, 0);
      taken += budget + Math.max(-available, 0);
    }
    const envelope = fill(month, carried);
    return { envelope, taken: taken + envelope.budget };
  };

  const histories = categories.map(historyOf);
  return {
    envelopes: histories.map(({ envelope }) => envelope),
    toBudget: toBudgetAtFirst - sum(histories.map(({ taken }) => taken)),
  };
}

/** Everything that is in one category: transactions, and the parts of those that are split. */
function listShares({ transactions }: Ledger): (Part & { readonly month: string })[] {
  return transactions.flatMap(({ date, category, amount, parts }) =>
    (parts ?? [{ category, amount }]).map((part) => ({ ...part, month: monthOf(date) })),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

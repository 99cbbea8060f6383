import { monthOf } from "./dates.ts";
import { type Ledger, sharesOf } from "./ledger.ts";

/** The envelope of a category in a month. What is available is negative where it is overspent. */
export interface Envelope {
  readonly category: string;
  readonly budget: number;
  readonly spent: number;
  readonly carried: number;
  readonly available: number;
}

export interface MonthPlan {
  readonly envelopes: readonly Envelope[];
  /** The money that is in no envelope at the end of the month. */
  readonly toBudget: number;
}

/** What an envelope gets and gives in one month. */
interface Flow {
  budget: number;
  spent: number;
}

const NO_ENVELOPE = "Income";

/** The envelopes of a month. With the money to budget, what is available is the net worth at the end of the month. */
export function planMonth(ledger: Ledger, month: string): MonthPlan {
  const categories = ledger.categories.filter((category) => category !== NO_ENVELOPE);
  const flows = new Map(categories.map((category) => [category, new Map<string, Flow>()]));
  const accountIds = new Set(ledger.accounts.map(({ id }) => id));
  let toBudget = ledger.accounts.reduce((sum, { opening }) => sum + opening, 0);

  const flowOf = (category: string | null, when: string): Flow | undefined => {
    const months = category === null ? undefined : flows.get(category);
    if (months === undefined) return undefined;
    const flow = months.get(when) ?? { budget: 0, spent: 0 };
    months.set(when, flow);
    return flow;
  };

  for (const transaction of ledger.transactions) {
    const when = monthOf(transaction.date);
    if (when > month || !accountIds.has(transaction.accountId)) continue;
    for (const { category, amount } of sharesOf(transaction)) {
      const flow = flowOf(category, when);
      if (flow === undefined) toBudget += amount;
      else flow.spent -= amount;
    }
  }
  for (const { month: when, category, amount } of ledger.webBudgets ?? []) {
    const flow = when > month ? undefined : flowOf(category, when);
    if (flow === undefined) continue;
    flow.budget += amount;
    toBudget -= amount;
  }

  const envelopes = categories.map((category): Envelope => {
    const months = flows.get(category)!;
    let carried = 0;
    for (const when of [...months.keys()].filter((earlier) => earlier < month).toSorted()) {
      const { budget, spent } = months.get(when)!;
      const available = carried + budget - spent;
      toBudget += Math.min(available, 0);
      carried = Math.max(available, 0);
    }
    const { budget, spent } = months.get(month) ?? { budget: 0, spent: 0 };
    return { category, budget, spent, carried, available: carried + budget - spent };
  });
  return { envelopes, toBudget };
}

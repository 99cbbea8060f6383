export interface Share {
  category: string | null;
  amount: number;
}

export interface Transaction extends Share {
  id: string;
  date: string;
  accountId: string;
  payee: string;
  /** The parts of a split. */
  split?: Share[];
  /** What both sides of a transfer have in common. */
  pair?: string;
}

export interface Account {
  id: string;
  name: string;
  opening: number;
}

export interface Plan {
  month: string;
  category: string;
  cents: number;
}

export interface Ledger {
  version: 1;
  accounts: Account[];
  categories: string[];
  transactions: Transaction[];
  plans?: Plan[];
}

export const total = (values: readonly { amount: number }[]): number =>
  values.reduce((sum, { amount }) => sum + amount, 0);

export const balance = ({ transactions }: Ledger, { id, opening }: Account): number =>
  opening + total(transactions.filter(({ accountId }) => accountId === id));

/** Newest first; of one day, the one that came last. */
export function ordered({ transactions }: Ledger): Transaction[] {
  return transactions
    .map((transaction, place) => ({ transaction, place }))
    .sort((a, b) =>
      a.transaction.date < b.transaction.date
        ? 1
        : a.transaction.date > b.transaction.date
          ? -1
          : b.place - a.place,
    )
    .map(({ transaction }) => transaction);
}

/** The sides of a transfer, the outgoing one first; null for anything else. */
export function sidesOf({ transactions }: Ledger, { pair }: Transaction): [Transaction, Transaction] | null {
  if (pair === undefined) return null;
  const sides = transactions.filter((one) => one.pair === pair).sort((a, b) => a.amount - b.amount);
  return sides.length === 2 ? [sides[0]!, sides[1]!] : null;
}

export const planned = (ledger: Ledger, month: string, category: string): number =>
  ledger.plans?.find((plan) => plan.month === month && plan.category === category)?.cents ?? 0;

export interface Figures {
  carried: number;
  spent: number;
  available: number;
}

export const shift = (month: string, by: number): string => {
  const [year, number] = month.split("-").map(Number);
  const index = year! * 12 + number! - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
};

/** Walks from the first month that holds anything to the one asked for. */
export function budget(ledger: Ledger, month: string): { envelopes: Map<string, Figures>; free: number } {
  const shares = ledger.transactions.flatMap((one) =>
    (one.split ?? [one]).map(({ category, amount }) => ({ month: one.date.slice(0, 7), category, amount })),
  );
  const names = ledger.categories.filter((name) => name !== "Income");
  const first = [...shares, ...(ledger.plans ?? [])].reduce(
    (min, one) => (one.month < min ? one.month : min),
    month,
  );
  let free = ledger.accounts.reduce((sum, { opening }) => sum + opening, 0);
  let envelopes = new Map<string, Figures>();
  for (let at = first; at <= month; at = shift(at, 1)) {
    const now = shares.filter((share) => share.month === at);
    for (const { available } of envelopes.values()) free += Math.min(available, 0);
    free += total(now.filter(({ category }) => category === null || !names.includes(category)));
    const next = new Map<string, Figures>();
    for (const name of names) {
      const carried = Math.max(envelopes.get(name)?.available ?? 0, 0);
      const cents = planned(ledger, at, name);
      const spent = 0 - total(now.filter(({ category }) => category === name));
      free -= cents;
      next.set(name, { carried, spent, available: carried + cents - spent });
    }
    envelopes = next;
  }
  return { envelopes, free };
}

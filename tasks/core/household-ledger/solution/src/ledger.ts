/** Money is in whole cents everywhere. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly opening: number;
}

export interface Transaction {
  readonly id: string;
  readonly date: string;
  readonly accountId: string;
  readonly payee: string;
  readonly category: string | null;
  readonly amount: number;
  /** Of a split: two or more, which add up to the amount. */
  readonly parts?: readonly Part[] | undefined;
  /** Of a transfer: the id of the transaction in the other account. */
  readonly otherSideId?: string | undefined;
}

export interface Part {
  readonly category: string | null;
  readonly amount: number;
}

export interface Ledger {
  readonly version: 1;
  readonly accounts: readonly Account[];
  readonly categories: readonly string[];
  readonly transactions: readonly Transaction[];
  readonly budgets?: Budgets;
}

/** What is budgeted, by month (`2025-12`) and category. */
export type Budgets = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What the list is narrowed to; an accountId of null stands for all accounts. */
export interface Filter {
  readonly accountId: string | null;
  readonly search: string;
}

export function sumOf(transactions: readonly Transaction[]): number {
  return transactions.reduce((sum, { amount }) => sum + amount, 0);
}

export function balanceOf({ transactions }: Ledger, { id, opening }: Account): number {
  return opening + sumOf(transactions.filter(({ accountId }) => accountId === id));
}

export function netWorthOf(ledger: Ledger): number {
  return ledger.accounts.reduce((sum, account) => sum + balanceOf(ledger, account), 0);
}

/** What the filter lets through, newest day first; on the same day what was added last comes first. */
export function listTransactions({ transactions }: Ledger, { accountId, search }: Filter): Transaction[] {
  const wanted = search.trim().toLowerCase();
  return transactions
    .filter((transaction) => accountId === null || transaction.accountId === accountId)
    .filter(({ payee }) => payee.toLowerCase().includes(wanted))
    .toReversed()
    .toSorted((one, other) => other.date.localeCompare(one.date));
}

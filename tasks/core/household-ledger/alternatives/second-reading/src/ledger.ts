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
  /** What both sides of a transfer have in common. */
  readonly webTransferId?: string;
  /** The parts of a split transaction; see partsOf. */
  readonly webParts?: readonly Part[];
}

/** A part of a split transaction, signed as the whole. */
export interface Part {
  readonly category: string | null;
  readonly amount: number;
}

/** Money that goes from one account to another: two transactions. The amount is above zero. */
export interface Transfer {
  readonly date: string;
  readonly fromId: string;
  readonly toId: string;
  readonly amount: number;
}

/** What is put into the envelope of a category in a month such as `2026-01`. */
export interface Budget {
  readonly month: string;
  readonly category: string;
  readonly amount: number;
}

export interface Ledger {
  readonly version: 1;
  readonly accounts: readonly Account[];
  readonly categories: readonly string[];
  readonly transactions: readonly Transaction[];
  readonly webBudgets?: readonly Budget[];
}

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

/** The account with this id, or the first one where there is none: what a select of the accounts shows. */
export function toAccountId({ accounts }: Ledger, wanted: string): string {
  return accounts.some(({ id }) => id === wanted) ? wanted : (accounts[0]?.id ?? "");
}

export function nameOf({ accounts }: Ledger, accountId: string): string {
  return accounts.find(({ id }) => id === accountId)?.name ?? "";
}

/**
 * Both sides of the transfer that a transaction belongs to. Null if it is none, or none any more: the phone
 * app may delete one side alone, or give it a category.
 */
export function sidesOf(
  { transactions }: Ledger,
  { webTransferId }: Transaction,
): { readonly out: Transaction; readonly into: Transaction } | null {
  if (typeof webTransferId !== "string") return null;
  const sides = transactions.filter((transaction) => transaction.webTransferId === webTransferId);
  const out = sides.find(({ amount }) => amount < 0);
  const into = sides.find(({ amount }) => amount > 0);
  if (sides.length !== 2 || out === undefined || into === undefined) return null;
  return out.category === null && into.category === null ? { out, into } : null;
}

/**
 * The parts of a split transaction. Null if it has none, or if they are out of date: the phone app may change
 * the amount or the category of the whole alone.
 */
export function partsOf({ category, amount, webParts }: Transaction): readonly Part[] | null {
  if (category !== null || !Array.isArray(webParts) || webParts.length < 2) return null;
  const sum = webParts.reduce((total: number, part: Part) => total + part.amount, 0);
  return sum === amount ? webParts : null;
}

/** How much of a transaction belongs to which category. */
export function sharesOf(transaction: Transaction): readonly Part[] {
  return partsOf(transaction) ?? [transaction];
}

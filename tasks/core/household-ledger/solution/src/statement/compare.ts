import { daysBetween } from "../dates.ts";
import { type Ledger, listTransactions } from "../ledger.ts";
import type { StatementLine } from "./parse.ts";

const MOST_DAYS = 3;

/**
 * The lines that the account has already: those with a transaction of the same amount a few days apart at most. Each transaction
 * stands for one line only; line by line, the one that is nearest in time is taken, the earlier one of two.
 */
export function findDuplicates(
  { transactions }: Ledger,
  accountId: string,
  lines: readonly StatementLine[],
): ReadonlySet<number> {
  const left = new Set(transactions.filter((transaction) => transaction.accountId === accountId));
  const duplicates = new Set<number>();
  for (const { line, date, amount } of lines) {
    const [nearest] = [...left]
      .filter((one) => one.amount === amount && daysBetween(one.date, date) <= MOST_DAYS)
      .toSorted(
        (a, b) => daysBetween(a.date, date) - daysBetween(b.date, date) || a.date.localeCompare(b.date),
      );
    if (nearest === undefined) continue;
    left.delete(nearest);
    duplicates.add(line);
  }
  return duplicates;
}

/** The category of the latest transaction with this payee that has one of its own. */
export function suggestCategory(ledger: Ledger, payee: string): string | null {
  const known = listTransactions(ledger, { accountId: null, search: "" }).find(
    (one) => one.category !== null && one.payee.toLowerCase() === payee.toLowerCase(),
  );
  return known?.category ?? null;
}

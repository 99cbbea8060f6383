import type { Account, Ledger, Transaction } from "./ledger.ts";

export type NewTransaction = Omit<Transaction, "id">;

/** What a change makes of a ledger. Members that this app does not know stay where they are. */
export function addAccount(ledger: Ledger, values: Omit<Account, "id">): Ledger {
  return { ...ledger, accounts: [...ledger.accounts, { id: crypto.randomUUID(), ...values }] };
}

export function addTransactions(ledger: Ledger, added: readonly NewTransaction[]): Ledger {
  const transactions = added.map((values) => ({ id: crypto.randomUUID(), ...values }));
  return { ...ledger, transactions: [...ledger.transactions, ...transactions] };
}

export function saveTransaction(ledger: Ledger, id: string, values: NewTransaction): Ledger {
  const transactions = ledger.transactions.map((transaction) =>
    transaction.id === id ? { id, ...values } : transaction,
  );
  return { ...ledger, transactions };
}

/** Deletes a transaction, and the other side where it is a transfer. */
export function deleteTransaction(ledger: Ledger, { id, otherSideId }: Transaction): Ledger {
  const transactions = ledger.transactions.filter((one) => one.id !== id && one.id !== otherSideId);
  return { ...ledger, transactions };
}

/** Sets what is budgeted for a category in a month; zero takes the budget away. */
export function setBudget(ledger: Ledger, month: string, category: string, amount: number): Ledger {
  const { [category]: _, ...others } = ledger.budgets?.[month] ?? {};
  const ofMonth = amount === 0 ? others : { ...others, [category]: amount };
  return { ...ledger, budgets: { ...ledger.budgets, [month]: ofMonth } };
}

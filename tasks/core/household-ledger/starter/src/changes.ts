import type { Account, Ledger, Transaction } from "./ledger.ts";

/** What a change makes of a ledger. Members that this app does not know stay where they are. */
export function addAccount(ledger: Ledger, values: Omit<Account, "id">): Ledger {
  return { ...ledger, accounts: [...ledger.accounts, { id: crypto.randomUUID(), ...values }] };
}

export function addTransaction(ledger: Ledger, values: Omit<Transaction, "id">): Ledger {
  return { ...ledger, transactions: [...ledger.transactions, { id: crypto.randomUUID(), ...values }] };
}

export function saveTransaction(ledger: Ledger, id: string, values: Omit<Transaction, "id">): Ledger {
  const transactions = ledger.transactions.map((transaction) =>
    transaction.id === id ? { ...transaction, ...values } : transaction,
  );
  return { ...ledger, transactions };
}

export function deleteTransaction(ledger: Ledger, id: string): Ledger {
  return { ...ledger, transactions: ledger.transactions.filter((transaction) => transaction.id !== id) };
}

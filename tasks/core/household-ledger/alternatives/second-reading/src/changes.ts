import {
  type Account,
  type Budget,
  type Ledger,
  nameOf,
  sidesOf,
  type Transaction,
  type Transfer,
} from "./ledger.ts";

/** What a change makes of a ledger. Members that this app does not know stay where they are. */
export function addAccount(ledger: Ledger, values: Omit<Account, "id">): Ledger {
  return { ...ledger, accounts: [...ledger.accounts, { id: crypto.randomUUID(), ...values }] };
}

type Values = Omit<Transaction, "id">;

export function addTransaction(ledger: Ledger, values: Values): Ledger {
  return addTransactions(ledger, [values]);
}

export function addTransactions(ledger: Ledger, added: readonly Values[]): Ledger {
  const transactions = added.map((values) => ({ id: crypto.randomUUID(), ...values }));
  return { ...ledger, transactions: [...ledger.transactions, ...transactions] };
}

export function saveTransaction(ledger: Ledger, id: string, values: Values): Ledger {
  const transactions = ledger.transactions.map((transaction) => {
    if (transaction.id !== id) return transaction;
    const { webParts: _, ...kept } = transaction;
    return { ...kept, ...values };
  });
  return { ...ledger, transactions };
}

/** Deletes a transaction; of a transfer, both sides. */
export function deleteTransaction(ledger: Ledger, id: string): Ledger {
  const deleted = ledger.transactions.find((transaction) => transaction.id === id);
  const sides = deleted === undefined ? null : sidesOf(ledger, deleted);
  const ids = sides === null ? [id] : [sides.out.id, sides.into.id];
  return {
    ...ledger,
    transactions: ledger.transactions.filter((transaction) => !ids.includes(transaction.id)),
  };
}

export function addTransfer(ledger: Ledger, transfer: Transfer): Ledger {
  const { out, into } = toSides(ledger, transfer);
  const webTransferId = crypto.randomUUID();
  return addTransactions(ledger, [
    { ...out, webTransferId },
    { ...into, webTransferId },
  ]);
}

/** Saves both sides of the transfer that the transaction with this id is a side of. */
export function saveTransfer(ledger: Ledger, id: string, transfer: Transfer): Ledger {
  const saved = ledger.transactions.find((transaction) => transaction.id === id);
  const sides = saved === undefined ? null : sidesOf(ledger, saved);
  if (sides === null) return ledger;
  const { out, into } = toSides(ledger, transfer);
  return saveTransaction(saveTransaction(ledger, sides.out.id, out), sides.into.id, into);
}

function toSides(ledger: Ledger, { date, fromId, toId, amount }: Transfer): { out: Values; into: Values } {
  const both = { date, category: null };
  return {
    out: { ...both, accountId: fromId, payee: `Transfer to ${nameOf(ledger, toId)}`, amount: -amount },
    into: { ...both, accountId: toId, payee: `Transfer from ${nameOf(ledger, fromId)}`, amount },
  };
}

/** Sets the budget of a category in a month; an amount of 0 takes it away. */
export function setBudget(ledger: Ledger, budget: Budget): Ledger {
  const others = (ledger.webBudgets ?? []).filter(
    ({ month, category }) => month !== budget.month || category !== budget.category,
  );
  return { ...ledger, webBudgets: budget.amount === 0 ? others : [...others, budget] };
}

import type { NewTransaction } from "./changes.ts";
import type { Ledger, Transaction } from "./ledger.ts";

export interface Transfer {
  readonly date: string;
  readonly fromId: string;
  readonly toId: string;
  /** Above zero. */
  readonly amount: number;
}

/** A transfer is two transactions: one in each account. */
export interface Sides {
  readonly outgoing: Transaction;
  readonly incoming: Transaction;
}

/** Both sides of the transfer that a transaction belongs to; null where it is none, or has lost its other side. */
export function findTransfer({ transactions }: Ledger, transaction: Transaction): Sides | null {
  const other = transactions.find(({ id }) => id === transaction.otherSideId);
  if (other === undefined) return null;
  return transaction.amount < 0
    ? { outgoing: transaction, incoming: other }
    : { outgoing: other, incoming: transaction };
}

export function addTransfer(ledger: Ledger, transfer: Transfer): Ledger {
  const [outgoingId, incomingId] = [crypto.randomUUID(), crypto.randomUUID()];
  const [outgoing, incoming] = toSides(ledger, transfer);
  const added: Transaction[] = [
    { id: outgoingId, ...outgoing, otherSideId: incomingId },
    { id: incomingId, ...incoming, otherSideId: outgoingId },
  ];
  return { ...ledger, transactions: [...ledger.transactions, ...added] };
}

export function saveTransfer(ledger: Ledger, { outgoing }: Sides, transfer: Transfer): Ledger {
  const [newOutgoing] = toSides(ledger, transfer);
  const transactions = ledger.transactions.map((transaction) => {
    if (transaction.id === outgoing.id) return { ...transaction, ...newOutgoing };
    return transaction;
  });
  return { ...ledger, transactions };
}

/** What a transfer is called: the payee of its outgoing side. */
export function nameTransfer({ accounts }: Ledger, { toId }: Pick<Transfer, "toId">): string {
  return `Transfer to ${accounts.find(({ id }) => id === toId)?.name ?? ""}`;
}

function toSides(
  ledger: Ledger,
  { date, fromId, toId, amount }: Transfer,
): [outgoing: NewTransaction, incoming: NewTransaction] {
  const from = ledger.accounts.find(({ id }) => id === fromId)?.name ?? "";
  const common = { date, category: null };
  return [
    { ...common, accountId: fromId, payee: nameTransfer(ledger, { toId }), amount: -amount },
    { ...common, accountId: toId, payee: `Transfer from ${from}`, amount },
  ];
}

import { useState } from "react";
import {
  addAccount,
  addTransactions,
  deleteTransaction,
  type NewTransaction,
  saveTransaction,
  setBudget,
} from "./changes.ts";
import { formatMonth } from "./dates.ts";
import type { Entry } from "./draft.ts";
import type { Transaction } from "./ledger.ts";
import { formatMoney } from "./money.ts";
import { addTransfer, findTransfer, nameTransfer, saveTransfer } from "./transfers.ts";
import { useLedger } from "./use-ledger.ts";
import { Accounts } from "./views/accounts.tsx";
import { Budget } from "./views/budget.tsx";
import { StatementImport } from "./views/statement-import.tsx";
import { TransactionForm } from "./views/transaction-form.tsx";
import { Transactions } from "./views/transactions.tsx";
import { Undo } from "./views/undo.tsx";

export function App() {
  const { ledger, message, change, canUndo, undo } = useLedger();
  const [editedId, setEditedId] = useState<string | null>(null);
  const edited = ledger.transactions.find(({ id }) => id === editedId) ?? null;

  const nameOf = (entry: Entry) =>
    entry.kind === "transfer" ? nameTransfer(ledger, entry.transfer) : entry.values.payee;
  const add = (entry: Entry) => {
    const next =
      entry.kind === "transfer"
        ? addTransfer(ledger, entry.transfer)
        : addTransactions(ledger, [entry.values]);
    change(next, `Added ${nameOf(entry)}.`);
  };
  const save = (transaction: Transaction, entry: Entry) => {
    const next =
      entry.kind === "transfer"
        ? saveTransfer(ledger, findTransfer(ledger, transaction)!, entry.transfer)
        : saveTransaction(ledger, transaction.id, entry.values);
    change(next, `Saved ${nameOf(entry)}.`);
    setEditedId(null);
  };
  const remove = (transaction: Transaction) => {
    const { payee } = findTransfer(ledger, transaction)?.outgoing ?? transaction;
    change(deleteTransaction(ledger, transaction), `Deleted ${payee}.`);
  };
  const budget = (month: string, category: string, cents: number) =>
    change(
      setBudget(ledger, month, category, cents),
      `Budgeted ${formatMoney(cents)} for ${category} in ${formatMonth(month)}.`,
    );
  const importAll = (added: readonly NewTransaction[]) => {
    const what = added.length === 1 ? "1 transaction" : `${added.length} transactions`;
    change(addTransactions(ledger, added), `Imported ${what}.`);
  };

  return (
    <>
      <header className="page-header">
        <h1>Household ledger</h1>
        <p data-testid="message" role="status" className="message">
          {message}
        </p>
        <Undo canUndo={canUndo} onUndo={undo} />
      </header>
      <main className="page">
        <div className="column">
          <Accounts
            ledger={ledger}
            onAdd={(account) => change(addAccount(ledger, account), `Added account ${account.name}.`)}
          />
          <TransactionForm
            key={edited?.id ?? "new"}
            ledger={ledger}
            edited={edited}
            onSubmit={(entry) => (edited === null ? add(entry) : save(edited, entry))}
            onCancel={() => setEditedId(null)}
          />
          <StatementImport ledger={ledger} onImport={importAll} />
        </div>
        <div className="column">
          <Budget ledger={ledger} onSet={budget} />
          <Transactions ledger={ledger} onEdit={({ id }) => setEditedId(id)} onDelete={remove} />
        </div>
      </main>
    </>
  );
}

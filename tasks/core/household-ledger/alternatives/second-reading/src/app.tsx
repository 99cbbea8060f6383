import { useEffect, useState } from "react";
import {
  addAccount,
  addTransaction,
  addTransactions,
  addTransfer,
  deleteTransaction,
  saveTransaction,
  saveTransfer,
  setBudget,
} from "./changes.ts";
import { formatMonth } from "./dates.ts";
import { nameOf, sidesOf, type Transaction } from "./ledger.ts";
import { formatMoney } from "./money.ts";
import { toTransaction } from "./statement.ts";
import { useLedger } from "./use-ledger.ts";
import { Accounts } from "./views/accounts.tsx";
import { Budgets } from "./views/budgets.tsx";
import { StatementImport } from "./views/statement-import.tsx";
import { TransactionForm } from "./views/transaction-form.tsx";
import { Transactions } from "./views/transactions.tsx";

/** Where Ctrl+Z has a meaning of its own. */
const TYPED_IN =
  "select, textarea, input:not([type=checkbox], [type=radio], [type=file], [type=button], [type=submit], [type=reset])";

function isUndoKey({ key, ctrlKey, metaKey, shiftKey, altKey, target }: KeyboardEvent): boolean {
  if (key.toLowerCase() !== "z" || !(ctrlKey || metaKey) || shiftKey || altKey) return false;
  return !(target instanceof Element && target.matches(TYPED_IN));
}

export function App() {
  const { ledger, message, previous, change, undo } = useLedger();
  const [editedId, setEditedId] = useState<string | null>(null);
  const edited = ledger.transactions.find(({ id }) => id === editedId) ?? null;

  const remove = (deleted: Transaction) => {
    const next = deleteTransaction(ledger, deleted.id);
    change(next, `Deleted ${(sidesOf(ledger, deleted)?.out ?? deleted).payee}.`);
    if (!next.transactions.some(({ id }) => id === editedId)) setEditedId(null);
  };

  const takeBack = () => {
    undo();
    // The form would go on with what was taken back.
    if (previous !== null && edited !== null && !previous.transactions.includes(edited)) setEditedId(null);
  };

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isUndoKey(event)) return;
      event.preventDefault();
      takeBack();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });

  return (
    <>
      <header className="page-header">
        <h1>Household ledger</h1>
        <p data-testid="message" role="status" className="message">
          {message}
        </p>
        <button type="button" disabled={previous === null} onClick={takeBack}>
          Undo
        </button>
      </header>
      <main className="page">
        <Accounts
          ledger={ledger}
          onAdd={(account) => change(addAccount(ledger, account), `Added account ${account.name}.`)}
        />
        <TransactionForm
          key={edited?.id ?? "new"}
          ledger={ledger}
          edited={edited}
          onAdd={(values) => change(addTransaction(ledger, values), `Added ${values.payee}.`)}
          onSave={(id, values) => {
            change(saveTransaction(ledger, id, values), `Saved ${values.payee}.`);
            setEditedId(null);
          }}
          onAddTransfer={(transfer) =>
            change(addTransfer(ledger, transfer), `Added Transfer to ${nameOf(ledger, transfer.toId)}.`)
          }
          onSaveTransfer={(id, transfer) => {
            change(saveTransfer(ledger, id, transfer), `Saved Transfer to ${nameOf(ledger, transfer.toId)}.`);
            setEditedId(null);
          }}
          onCancel={() => setEditedId(null)}
        />
        <Budgets
          ledger={ledger}
          onBudget={(budget) => {
            const where = `${budget.category} in ${formatMonth(budget.month)}`;
            change(setBudget(ledger, budget), `Budgeted ${formatMoney(budget.amount)} for ${where}.`);
          }}
        />
        <StatementImport
          ledger={ledger}
          onImport={(accountId, lines) => {
            const added = lines.map((line) => toTransaction(line, accountId));
            const count = lines.length === 1 ? "1 transaction" : `${lines.length} transactions`;
            change(addTransactions(ledger, added), `Imported ${count}.`);
          }}
        />
        <Transactions ledger={ledger} onEdit={({ id }) => setEditedId(id)} onDelete={remove} />
      </main>
    </>
  );
}

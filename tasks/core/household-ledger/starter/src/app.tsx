import { useState } from "react";
import { addAccount, addTransaction, deleteTransaction, saveTransaction } from "./changes.ts";
import { useLedger } from "./use-ledger.ts";
import { Accounts } from "./views/accounts.tsx";
import { TransactionForm } from "./views/transaction-form.tsx";
import { Transactions } from "./views/transactions.tsx";

export function App() {
  const { ledger, message, change } = useLedger();
  const [editedId, setEditedId] = useState<string | null>(null);
  const edited = ledger.transactions.find(({ id }) => id === editedId) ?? null;

  return (
    <>
      <header className="page-header">
        <h1>Household ledger</h1>
        <p data-testid="message" role="status" className="message">
          {message}
        </p>
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
          onCancel={() => setEditedId(null)}
        />
        <Transactions
          ledger={ledger}
          onEdit={({ id }) => setEditedId(id)}
          onDelete={({ id, payee }) => change(deleteTransaction(ledger, id), `Deleted ${payee}.`)}
        />
      </main>
    </>
  );
}

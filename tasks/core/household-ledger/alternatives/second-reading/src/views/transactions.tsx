import { useState } from "react";
import { formatDay } from "../dates.ts";
import {
  type Ledger,
  listTransactions,
  nameOf,
  partsOf,
  sidesOf,
  sumOf,
  type Transaction,
} from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { AccountOptions } from "./account-options.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onEdit: (transaction: Transaction) => void;
  readonly onDelete: (transaction: Transaction) => void;
}

export function Transactions({ ledger, onEdit, onDelete }: Props) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const accountId = ledger.accounts.some(({ id }) => id === chosenId) ? chosenId : null;
  const shown = listTransactions(ledger, { accountId, search });

  return (
    <section className="panel" aria-labelledby="transactions-heading">
      <h2 id="transactions-heading">Transactions</h2>
      <div className="row">
        <Field label="Show account">
          <select value={accountId ?? ""} onChange={(event) => setChosenId(event.target.value || null)}>
            <option value="">All accounts</option>
            <AccountOptions ledger={ledger} />
          </select>
        </Field>
        <Field label="Search payees">
          <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
        <p className="shown">
          <span data-testid="count">
            {shown.length} {shown.length === 1 ? "transaction" : "transactions"}
          </span>
          {", "}
          <span data-testid="shown-total" className="money">
            {formatMoney(sumOf(shown))}
          </span>
        </p>
      </div>
      <ul className="transaction-list">
        {shown.map((transaction) => (
          <li key={transaction.id} data-testid="transaction">
            <span className="date">{formatDay(transaction.date)}</span>
            <span className="payee">{transaction.payee}</span>
            <Details ledger={ledger} transaction={transaction} />
            <span data-testid="amount" className={transaction.amount > 0 ? "money in" : "money"}>
              {formatMoney(transaction.amount)}
            </span>
            <span className="actions">
              <button
                type="button"
                aria-label={`Edit ${transaction.payee}`}
                onClick={() => onEdit(transaction)}
              >
                Edit
              </button>
              <button
                type="button"
                aria-label={`Delete ${transaction.payee}`}
                onClick={() => onDelete(transaction)}
              >
                Delete
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DetailsProps {
  readonly ledger: Ledger;
  readonly transaction: Transaction;
}

/** What a transaction was for, and its account. */
function Details({ ledger, transaction }: DetailsProps) {
  const isTransfer = sidesOf(ledger, transaction) !== null;
  const parts = isTransfer ? null : partsOf(transaction);
  const account = nameOf(ledger, transaction.accountId);
  if (parts === null) {
    const kind = isTransfer ? "Transfer" : (transaction.category ?? "Uncategorised");
    return (
      <span className="details">
        {kind} · {account}
      </span>
    );
  }
  return (
    <div className="details">
      Split · {account}
      <ul>
        {parts.map(({ category, amount }, index) => (
          <li key={index} data-testid="part">
            {category ?? "Uncategorised"} <span className="money">{formatMoney(amount)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

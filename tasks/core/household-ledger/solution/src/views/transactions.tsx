import { useState } from "react";
import { formatDay } from "../dates.ts";
import { type Ledger, listTransactions, sumOf, type Transaction } from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { findTransfer } from "../transfers.ts";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onEdit: (transaction: Transaction) => void;
  readonly onDelete: (transaction: Transaction) => void;
}

export function Transactions({ ledger, onEdit, onDelete }: Props) {
  const [accountId, setAccountId] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const shown = listTransactions(ledger, { accountId, search });
  const nameOf = (id: string) => ledger.accounts.find((account) => account.id === id)?.name ?? "";

  return (
    <section className="panel" aria-labelledby="transactions-heading">
      <h2 id="transactions-heading">Transactions</h2>
      <div className="row">
        <Field label="Show account">
          <select value={accountId ?? ""} onChange={(event) => setAccountId(event.target.value || null)}>
            <option value="">All accounts</option>
            {ledger.accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
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
            <span className="details">
              {nameOf(transaction.accountId)}
              <Category ledger={ledger} transaction={transaction} />
            </span>
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

/** What a transaction was for: its category, the parts of a split, or that it is a transfer. */
function Category({ ledger, transaction }: Pick<Props, "ledger"> & { readonly transaction: Transaction }) {
  const { parts, category } = transaction;
  if (findTransfer(ledger, transaction) !== null) return " · Transfer";
  if (parts === undefined) return ` · ${category ?? "Uncategorised"}`;
  return parts.map((part, index) => (
    <span key={index} data-testid="part" className="part">
      {part.category ?? "Uncategorised"} <span className="money">{formatMoney(part.amount)}</span>
    </span>
  ));
}

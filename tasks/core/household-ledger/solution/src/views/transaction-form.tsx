import { type FormEvent, useRef, useState } from "react";
import {
  type Draft,
  type DraftErrors,
  type Entry,
  type EntryType,
  findDraftErrors,
  newDraft,
  split,
  toDraft,
  toEntry,
} from "../draft.ts";
import type { Ledger, Transaction } from "../ledger.ts";
import { AccountSelect } from "./account-select.tsx";
import { CategorySelect } from "./category-select.tsx";
import { Field } from "./field.tsx";
import { SplitFields } from "./split-fields.tsx";

interface Props {
  readonly ledger: Ledger;
  /** The transaction that is edited, or null where a new one is entered. */
  readonly edited: Transaction | null;
  readonly onSubmit: (entry: Entry) => void;
  readonly onCancel: () => void;
}

/** A transfer stays one, and nothing else becomes one. */
function listTypes(edited: Transaction | null, { type }: Draft): readonly EntryType[] {
  if (edited === null) return ["Expense", "Income", "Transfer"];
  return type === "Transfer" ? [type] : ["Expense", "Income"];
}

export function TransactionForm({ ledger, edited, onSubmit, onCancel }: Props) {
  const [draft, setDraft] = useState(() => (edited === null ? newDraft(ledger) : toDraft(ledger, edited)));
  const [isChecked, setChecked] = useState(false);
  const payeeRef = useRef<HTMLInputElement>(null);
  const amountRef = useRef<HTMLInputElement>(null);
  const errors: DraftErrors = isChecked ? findDraftErrors(draft) : {};
  const isTransfer = draft.type === "Transfer";
  const set = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(findDraftErrors(draft)).length > 0) return;
    onSubmit(toEntry(draft));
    if (edited !== null) return;
    set({ payee: "", amount: "", parts: null });
    setChecked(false);
    (isTransfer ? amountRef : payeeRef).current?.focus();
  };

  return (
    <section className="panel form" aria-labelledby="form-heading">
      <h2 id="form-heading">{edited === null ? "New transaction" : "Edit transaction"}</h2>
      <form className="row" noValidate onSubmit={submit}>
        <Field label="Type">
          <select value={draft.type} onChange={(event) => set({ type: event.target.value as EntryType })}>
            {listTypes(edited, draft).map((type) => (
              <option key={type}>{type}</option>
            ))}
          </select>
        </Field>
        <Field label="Date" error={errors.date}>
          <input type="date" value={draft.date} onChange={(event) => set({ date: event.target.value })} />
        </Field>
        {!isTransfer && (
          <Field label="Payee" error={errors.payee}>
            <input
              ref={payeeRef}
              autoFocus={edited !== null}
              value={draft.payee}
              onChange={(event) => set({ payee: event.target.value })}
              autoComplete="off"
            />
          </Field>
        )}
        <Field label="Account">
          <AccountSelect
            ledger={ledger}
            value={draft.accountId}
            onChange={(accountId) => set({ accountId })}
          />
        </Field>
        {isTransfer && (
          <Field label="To account" error={errors.toAccountId}>
            <AccountSelect
              ledger={ledger}
              placeholder="Choose an account"
              value={draft.toAccountId}
              onChange={(toAccountId) => set({ toAccountId })}
            />
          </Field>
        )}
        <Field label="Amount" error={errors.amount}>
          <input
            ref={amountRef}
            autoFocus={edited !== null && isTransfer}
            value={draft.amount}
            onChange={(event) => set({ amount: event.target.value })}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
        {!isTransfer && draft.parts === null && (
          <div className="with-button">
            <Field label="Category">
              <CategorySelect
                ledger={ledger}
                value={draft.category}
                onChange={(category) => set({ category })}
              />
            </Field>
            <button type="button" onClick={() => set({ parts: split(draft) })}>
              Split
            </button>
          </div>
        )}
        {!isTransfer && draft.parts !== null && (
          <SplitFields
            ledger={ledger}
            draft={draft}
            parts={draft.parts}
            errors={errors}
            onChange={(parts) => set({ parts })}
            onJoin={() => set({ parts: null, category: draft.parts?.[0]?.category ?? "" })}
          />
        )}
        <span className="buttons">
          <button type="submit" className="primary">
            {edited === null ? "Add transaction" : "Save changes"}
          </button>
          {edited !== null && (
            <button type="button" onClick={onCancel}>
              Cancel
            </button>
          )}
        </span>
      </form>
    </section>
  );
}

import { type FormEvent, useEffect, useRef, useState } from "react";
import { type Draft, EMPTY_PART, findErrors, fitDraft, toDraft, toTransfer, toValues } from "../draft.ts";
import type { Ledger, Transaction, Transfer } from "../ledger.ts";
import { AccountOptions } from "./account-options.tsx";
import { CategoryOptions } from "./category-options.tsx";
import { Field } from "./field.tsx";
import { SplitParts } from "./split-parts.tsx";

type Values = Omit<Transaction, "id">;

interface Props {
  readonly ledger: Ledger;
  /** The transaction that is edited, or null where a new one is entered. */
  readonly edited: Transaction | null;
  readonly onAdd: (values: Values) => void;
  readonly onSave: (id: string, values: Values) => void;
  readonly onAddTransfer: (transfer: Transfer) => void;
  readonly onSaveTransfer: (id: string, transfer: Transfer) => void;
  readonly onCancel: () => void;
}

const TYPES: readonly Draft["type"][] = ["Expense", "Income", "Transfer"];

export function TransactionForm(props: Props) {
  const { ledger, edited, onAdd, onSave, onAddTransfer, onSaveTransfer, onCancel } = props;
  const [typed, setDraft] = useState(() => toDraft(edited, ledger));
  const [isChecked, setChecked] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const focusRef = useRef<string | null>(null);
  const draft = fitDraft(typed, ledger);
  const isTransfer = draft.type === "Transfer";
  const types = TYPES.filter((type) => edited === null || (type === "Transfer") === isTransfer);
  const errors = isChecked ? findErrors(draft) : {};
  const set = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });

  /** Moves the focus to the control with this name as soon as it is there. */
  const focusNext = (name: string) => {
    focusRef.current = name;
  };

  useEffect(() => {
    const control = focusRef.current === null ? null : formRef.current?.elements.namedItem(focusRef.current);
    focusRef.current = null;
    if (control instanceof HTMLElement) control.focus();
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(findErrors(draft)).length > 0) return;
    if (isTransfer) {
      if (edited !== null) return onSaveTransfer(edited.id, toTransfer(draft));
      onAddTransfer(toTransfer(draft));
    } else {
      if (edited !== null) return onSave(edited.id, toValues(draft));
      onAdd(toValues(draft));
    }
    set({ payee: "", amount: "", parts: null });
    setChecked(false);
    focusNext(isTransfer ? "amount" : "payee");
  };

  const split = () => {
    set({ parts: [{ ...EMPTY_PART, category: draft.category }, EMPTY_PART] });
    focusNext("category-1");
  };

  const unsplit = () => {
    set({ category: draft.parts?.[0]?.category ?? "", parts: null });
    focusNext("category");
  };

  return (
    <section className="panel" aria-labelledby="form-heading">
      <h2 id="form-heading">{edited === null ? "New transaction" : "Edit transaction"}</h2>
      <form ref={formRef} className="row" noValidate onSubmit={submit}>
        <Field label="Type">
          <select value={draft.type} onChange={(event) => set({ type: event.target.value as Draft["type"] })}>
            {types.map((type) => (
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
              name="payee"
              autoFocus={edited !== null}
              value={draft.payee}
              onChange={(event) => set({ payee: event.target.value })}
              autoComplete="off"
            />
          </Field>
        )}
        <Field label="Account">
          <select value={draft.accountId} onChange={(event) => set({ accountId: event.target.value })}>
            <AccountOptions ledger={ledger} />
          </select>
        </Field>
        {isTransfer && (
          <Field label="To account" error={errors.toId}>
            <select value={draft.toId} onChange={(event) => set({ toId: event.target.value })}>
              <option value="">Choose an account</option>
              <AccountOptions ledger={ledger} />
            </select>
          </Field>
        )}
        {!isTransfer && draft.parts === null && (
          <Field label="Category">
            <select
              name="category"
              value={draft.category}
              onChange={(event) => set({ category: event.target.value })}
            >
              <CategoryOptions ledger={ledger} />
            </select>
          </Field>
        )}
        <Field label="Amount" error={errors.amount}>
          <input
            name="amount"
            autoFocus={edited !== null && isTransfer}
            value={draft.amount}
            onChange={(event) => set({ amount: event.target.value })}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
        {!isTransfer && draft.parts !== null && (
          <SplitParts
            ledger={ledger}
            amount={draft.amount}
            parts={draft.parts}
            errors={errors}
            onChange={(parts) => set({ parts })}
            onMove={focusNext}
            onUnsplit={unsplit}
          />
        )}
        <span className="buttons">
          <button type="submit" className="primary">
            {edited === null ? "Add transaction" : "Save changes"}
          </button>
          {!isTransfer && draft.parts === null && (
            <button type="button" onClick={split}>
              Split
            </button>
          )}
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

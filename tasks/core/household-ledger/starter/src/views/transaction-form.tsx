import { type FormEvent, useRef, useState } from "react";
import { today } from "../dates.ts";
import type { Ledger, Transaction } from "../ledger.ts";
import { parseAmount, toAmountText } from "../money.ts";
import { Field } from "./field.tsx";

type Values = Omit<Transaction, "id">;

interface Props {
  readonly ledger: Ledger;
  /** The transaction that is edited, or null where a new one is entered. */
  readonly edited: Transaction | null;
  readonly onAdd: (values: Values) => void;
  readonly onSave: (id: string, values: Values) => void;
  readonly onCancel: () => void;
}

interface Draft {
  readonly type: "Expense" | "Income";
  readonly date: string;
  readonly payee: string;
  readonly accountId: string;
  readonly category: string;
  readonly amount: string;
}

function toDraft(edited: Transaction | null, { accounts }: Ledger): Draft {
  if (edited === null) {
    const accountId = accounts[0]?.id ?? "";
    return { type: "Expense", date: today(), payee: "", accountId, category: "", amount: "" };
  }
  const { date, payee, accountId, category, amount } = edited;
  return {
    type: amount < 0 ? "Expense" : "Income",
    date,
    payee,
    accountId,
    category: category ?? "",
    amount: toAmountText(Math.abs(amount)),
  };
}

function findErrors({ date, payee, amount }: Draft): Partial<Record<keyof Draft, string>> {
  return {
    ...(date === "" && { date: "Choose a date." }),
    ...(payee.trim() === "" && { payee: "Enter a payee." }),
    ...((parseAmount(amount) ?? 0) <= 0 && {
      amount: "Enter an amount above zero, with at most two decimals.",
    }),
  };
}

function toValues({ type, date, payee, accountId, category, amount }: Draft): Values {
  const cents = parseAmount(amount)!;
  return {
    date,
    accountId,
    payee: payee.trim(),
    category: category === "" ? null : category,
    amount: type === "Expense" ? -cents : cents,
  };
}

export function TransactionForm({ ledger, edited, onAdd, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState(() => toDraft(edited, ledger));
  const [isChecked, setChecked] = useState(false);
  const payeeRef = useRef<HTMLInputElement>(null);
  const errors = isChecked ? findErrors(draft) : {};
  const set = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(findErrors(draft)).length > 0) return;
    if (edited !== null) return onSave(edited.id, toValues(draft));
    onAdd(toValues(draft));
    set({ payee: "", amount: "" });
    setChecked(false);
    payeeRef.current?.focus();
  };

  return (
    <section className="panel" aria-labelledby="form-heading">
      <h2 id="form-heading">{edited === null ? "New transaction" : "Edit transaction"}</h2>
      <form className="row" noValidate onSubmit={submit}>
        <Field label="Type">
          <select value={draft.type} onChange={(event) => set({ type: event.target.value as Draft["type"] })}>
            <option>Expense</option>
            <option>Income</option>
          </select>
        </Field>
        <Field label="Date" error={errors.date}>
          <input type="date" value={draft.date} onChange={(event) => set({ date: event.target.value })} />
        </Field>
        <Field label="Payee" error={errors.payee}>
          <input
            ref={payeeRef}
            autoFocus={edited !== null}
            value={draft.payee}
            onChange={(event) => set({ payee: event.target.value })}
            autoComplete="off"
          />
        </Field>
        <Field label="Account">
          <select value={draft.accountId} onChange={(event) => set({ accountId: event.target.value })}>
            {ledger.accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Category">
          <select value={draft.category} onChange={(event) => set({ category: event.target.value })}>
            <option value="">Uncategorised</option>
            {ledger.categories.map((category) => (
              <option key={category}>{category}</option>
            ))}
          </select>
        </Field>
        <Field label="Amount" error={errors.amount}>
          <input
            value={draft.amount}
            onChange={(event) => set({ amount: event.target.value })}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
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

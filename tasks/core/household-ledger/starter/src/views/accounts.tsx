import { type FormEvent, useState } from "react";
import { type Account, balanceOf, type Ledger, netWorthOf } from "../ledger.ts";
import { formatMoney, parseAmount } from "../money.ts";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onAdd: (account: Omit<Account, "id">) => void;
}

export function Accounts({ ledger, onAdd }: Props) {
  const [name, setName] = useState("");
  const [opening, setOpening] = useState("");
  const [isChecked, setChecked] = useState(false);
  const cents = opening.trim() === "" ? 0 : parseAmount(opening);
  const nameError = name.trim() === "" ? "Enter a name." : undefined;
  const openingError = cents === null ? "Enter an amount with at most two decimals." : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (nameError !== undefined || cents === null) return;
    onAdd({ name: name.trim(), opening: cents });
    setName("");
    setOpening("");
    setChecked(false);
  };

  return (
    <section className="panel accounts" aria-labelledby="accounts-heading">
      <h2 id="accounts-heading">Accounts</h2>
      <ul className="account-list">
        {ledger.accounts.map((account) => (
          <li key={account.id} data-testid="account">
            <span className="name">{account.name}</span>
            <span data-testid="balance" className="money">
              {formatMoney(balanceOf(ledger, account))}
            </span>
          </li>
        ))}
      </ul>
      <p className="net-worth">
        Net worth{" "}
        <span data-testid="net-worth" className="money">
          {formatMoney(netWorthOf(ledger))}
        </span>
      </p>
      <form className="row" noValidate onSubmit={submit}>
        <Field label="Account name" error={isChecked ? nameError : undefined}>
          <input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </Field>
        <Field label="Opening balance" error={isChecked ? openingError : undefined}>
          <input
            value={opening}
            onChange={(event) => setOpening(event.target.value)}
            inputMode="decimal"
            autoComplete="off"
          />
        </Field>
        <button type="submit">Add account</button>
      </form>
    </section>
  );
}

import type { Ledger } from "../ledger.ts";

interface Props {
  readonly ledger: Ledger;
  readonly value: string;
  readonly onChange: (accountId: string) => void;
  /** The option that stands for no account; there is none where this is silent. */
  readonly placeholder?: string;
  /** Given by the field that it stands in. */
  readonly id?: string;
  readonly "aria-invalid"?: boolean;
  readonly "aria-describedby"?: string;
}

export function AccountSelect({ ledger, onChange, placeholder, ...control }: Props) {
  return (
    <select {...control} onChange={(event) => onChange(event.target.value)}>
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {ledger.accounts.map((account) => (
        <option key={account.id} value={account.id}>
          {account.name}
        </option>
      ))}
    </select>
  );
}

import type { Ledger } from "../ledger.ts";

interface Props {
  readonly ledger: Ledger;
  readonly value: string;
  readonly onChange: (category: string) => void;
  /** Given by the field that it stands in. */
  readonly id?: string;
}

export function CategorySelect({ ledger, onChange, ...control }: Props) {
  return (
    <select {...control} onChange={(event) => onChange(event.target.value)}>
      <option value="">Uncategorised</option>
      {ledger.categories.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

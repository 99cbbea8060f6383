import { SelectField } from "./select-field.tsx";

interface ColumnSelectProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly offersAll: boolean;
  /** Null means all of them. */
  readonly column: string | null;
  readonly onChange: (column: string | null) => void;
}

/** No column has an empty name. */
const ALL = { value: "", label: "All columns" };

export function ColumnSelect({ label, columns, offersAll, column, onChange }: ColumnSelectProps) {
  const options = columns.map((name) => ({ value: name, label: name }));
  return (
    <SelectField
      label={label}
      options={offersAll ? [ALL, ...options] : options}
      value={column ?? ALL.value}
      onChange={(value) => onChange(value === ALL.value ? null : value)}
    />
  );
}

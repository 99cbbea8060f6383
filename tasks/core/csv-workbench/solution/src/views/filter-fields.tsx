import type { Filter } from "../analysis/arrange-rows.ts";
import { ColumnSelect } from "./column-select.tsx";
import { TextField } from "./text-field.tsx";

interface FilterFieldsProps {
  readonly columns: readonly string[];
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

export function FilterFields({ columns, filter, onChange }: FilterFieldsProps) {
  return (
    <div className="filter-fields">
      <ColumnSelect
        label="Filter column"
        columns={columns}
        offersAll
        column={filter.column}
        onChange={(column) => onChange({ ...filter, column })}
      />
      <TextField label="Filter text" value={filter.text} onChange={(text) => onChange({ ...filter, text })} />
    </div>
  );
}

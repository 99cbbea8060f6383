import { DATE_FORMATS } from "../steps/dates.ts";
import type { Draft } from "../steps/draft.ts";
import { LETTER_CASES } from "../steps/letter-case.ts";
import { NUMBER_FORMATS } from "../steps/numbers.ts";
import { ComparedColumns } from "./compared-columns.tsx";
import { SelectField } from "./select-field.tsx";
import { TextField } from "./text-field.tsx";

interface StepOptionsProps {
  readonly draft: Draft;
  readonly columns: readonly string[];
  readonly fault: string | null;
  readonly onChange: (changes: Partial<Draft>) => void;
}

const toOptions = <Value extends string>(values: readonly Value[]) =>
  values.map((value) => ({ value, label: value }));

/** The fields that belong to one kind of step. */
export function StepOptions({ draft, columns, fault, onChange }: StepOptionsProps) {
  switch (draft.kind) {
    case "trim":
      return null;
    case "fill":
      return (
        <TextField
          label="Value"
          value={draft.value}
          error={fault}
          onChange={(value) => onChange({ value })}
        />
      );
    case "case":
      return (
        <SelectField
          label="Case"
          options={toOptions(LETTER_CASES)}
          value={draft.letterCase}
          onChange={(letterCase) => onChange({ letterCase })}
        />
      );
    case "replace":
      return (
        <>
          <TextField label="Find" value={draft.find} error={fault} onChange={(find) => onChange({ find })} />
          <TextField
            label="Replace with"
            value={draft.replacement}
            onChange={(replacement) => onChange({ replacement })}
          />
        </>
      );
    case "numbers":
      return (
        <SelectField
          label="Written like"
          options={toOptions(NUMBER_FORMATS)}
          value={draft.numberFormat}
          onChange={(numberFormat) => onChange({ numberFormat })}
        />
      );
    case "dates":
      return (
        <SelectField
          label="Written like"
          options={toOptions(DATE_FORMATS)}
          value={draft.dateFormat}
          onChange={(dateFormat) => onChange({ dateFormat })}
        />
      );
    case "duplicates":
      return (
        <ComparedColumns
          columns={columns}
          compared={draft.compared}
          error={fault}
          onChange={(compared) => onChange({ compared })}
        />
      );
  }
}

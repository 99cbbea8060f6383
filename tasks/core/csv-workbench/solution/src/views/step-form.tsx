import { useState } from "react";
import { type Draft, EMPTY_DRAFT, findFault, fitDraft, offersAllColumns, toStep } from "../steps/draft.ts";
import { type Step, STEP_KINDS, STEP_LABELS } from "../steps/step.ts";
import { ColumnSelect } from "./column-select.tsx";
import { SelectField } from "./select-field.tsx";
import { StepOptions } from "./step-options.tsx";

interface StepFormProps {
  readonly columns: readonly string[];
  readonly onAdd: (step: Step) => void;
}

const KIND_OPTIONS = STEP_KINDS.map((kind) => ({ value: kind, label: STEP_LABELS[kind] }));

export function StepForm({ columns, onAdd }: StepFormProps) {
  const [written, setWritten] = useState(EMPTY_DRAFT);
  const [fault, setFault] = useState<string | null>(null);
  const draft = fitDraft(written, columns);

  const change = (changes: Partial<Draft>) => {
    setWritten({ ...draft, ...changes });
    setFault(null);
  };

  const add = () => {
    const found = findFault(draft);
    setFault(found);
    if (found === null) onAdd(toStep(draft));
  };

  return (
    <form
      className="card"
      aria-labelledby="step-form-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <h2 id="step-form-title">New step</h2>
      <SelectField
        label="Step"
        options={KIND_OPTIONS}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      {draft.kind !== "duplicates" && (
        <ColumnSelect
          label="Column"
          columns={columns}
          offersAll={offersAllColumns(draft.kind)}
          column={draft.column}
          onChange={(column) => change({ column })}
        />
      )}
      <StepOptions draft={draft} columns={columns} fault={fault} onChange={change} />
      <button type="submit" className="primary">
        Add step
      </button>
    </form>
  );
}

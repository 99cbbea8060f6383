import { useId } from "react";
import { type DraftErrors, type DraftPart, EMPTY_PART, leftOf, splitEvenly } from "../draft.ts";
import type { Ledger } from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { CategoryOptions } from "./category-options.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly amount: string;
  readonly parts: readonly DraftPart[];
  readonly errors: DraftErrors;
  readonly onChange: (parts: readonly DraftPart[]) => void;
  /** A part was added or removed; the control with this name is where to go on. */
  readonly onMove: (name: string) => void;
  readonly onUnsplit: () => void;
}

/** The parts of a split transaction in the form. */
export function SplitParts({ ledger, amount, parts, errors, onChange, onMove, onUnsplit }: Props) {
  const errorId = useId();
  const sumHint = errors.parts === undefined ? {} : { "aria-invalid": true, "aria-describedby": errorId };
  const set = (index: number, changed: Partial<DraftPart>) =>
    onChange(parts.map((part, at) => (at === index ? { ...part, ...changed } : part)));

  const add = () => {
    onChange([...parts, EMPTY_PART]);
    onMove(`category-${parts.length + 1}`);
  };

  const remove = (index: number) => {
    onChange(parts.filter((_, at) => at !== index));
    onMove(parts.length > 3 && index < parts.length - 1 ? `remove-${index + 1}` : "add-part");
  };

  return (
    <div className="split" role="group" aria-label="Parts">
      {parts.map((part, index) => (
        <div key={index} className="row">
          <Field label={`Category ${index + 1}`}>
            <select
              name={`category-${index + 1}`}
              value={part.category}
              onChange={(event) => set(index, { category: event.target.value })}
            >
              <CategoryOptions ledger={ledger} />
            </select>
          </Field>
          <Field label={`Amount ${index + 1}`} error={errors.partAmounts?.[index]}>
            <input
              value={part.amount}
              onChange={(event) => set(index, { amount: event.target.value })}
              inputMode="decimal"
              autoComplete="off"
              {...sumHint}
            />
          </Field>
          {parts.length > 2 && (
            <button type="button" name={`remove-${index + 1}`} onClick={() => remove(index)}>
              Remove part {index + 1}
            </button>
          )}
        </div>
      ))}
      {errors.parts !== undefined && (
        <p id={errorId} className="error">
          {errors.parts}
        </p>
      )}
      <div className="buttons">
        <button type="button" name="add-part" onClick={add}>
          Add part
        </button>
        <button type="button" onClick={() => onChange(splitEvenly(amount, parts))}>
          Split evenly
        </button>
        <button type="button" onClick={onUnsplit}>
          One category
        </button>
        <p className="left">
          Left{" "}
          <span data-testid="left" className="money">
            {formatMoney(leftOf(amount, parts))}
          </span>
        </p>
      </div>
    </div>
  );
}

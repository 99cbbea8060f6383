import { addPart, divide, type Draft, type DraftErrors, leftOf, type PartDraft } from "../draft.ts";
import type { Ledger } from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { CategorySelect } from "./category-select.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly draft: Draft;
  readonly parts: readonly PartDraft[];
  readonly errors: DraftErrors;
  readonly onChange: (parts: readonly PartDraft[]) => void;
  readonly onJoin: () => void;
}

export function SplitFields({ ledger, draft, parts, errors, onChange, onJoin }: Props) {
  const setPart = (index: number, changed: Partial<PartDraft>) =>
    onChange(parts.with(index, { ...parts[index]!, ...changed }));

  return (
    <fieldset className="split">
      <legend>Parts</legend>
      {parts.map((part, index) => (
        <div key={index} className="row">
          <Field label={`Category ${index + 1}`}>
            <CategorySelect
              ledger={ledger}
              value={part.category}
              onChange={(category) => setPart(index, { category })}
            />
          </Field>
          <Field label={`Amount ${index + 1}`} error={errors.partAmounts?.[index]}>
            <input
              value={part.amount}
              onChange={(event) => setPart(index, { amount: event.target.value })}
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          {parts.length > 2 && (
            <button
              type="button"
              aria-label={`Remove part ${index + 1}`}
              onClick={() => onChange(parts.toSpliced(index, 1))}
            >
              ✕
            </button>
          )}
        </div>
      ))}
      <p className="left">
        Left{" "}
        <span data-testid="left" className="money">
          {formatMoney(leftOf(draft))}
        </span>
      </p>
      {errors.sum !== undefined && (
        <p className="error" role="alert">
          {errors.sum}
        </p>
      )}
      <div className="buttons">
        <button type="button" onClick={() => onChange(addPart(parts))}>
          Add part
        </button>
        <button type="button" onClick={() => onChange(divide(parts, draft.amount))}>
          Split evenly
        </button>
        <button type="button" onClick={onJoin}>
          One category
        </button>
      </div>
    </fieldset>
  );
}

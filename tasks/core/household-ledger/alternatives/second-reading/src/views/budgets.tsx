import { type KeyboardEvent, useState } from "react";
import { type Envelope, planMonth } from "../budgets.ts";
import { addMonths, formatMonth, monthOf, today } from "../dates.ts";
import type { Budget, Ledger } from "../ledger.ts";
import { formatMoney, parseAmount, toAmountText } from "../money.ts";
import { Field } from "./field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onBudget: (budget: Budget) => void;
}

export function Budgets({ ledger, onBudget }: Props) {
  const [month, setMonth] = useState(() => monthOf(today()));
  const { envelopes, toBudget } = planMonth(ledger, month);

  return (
    <section className="panel" aria-labelledby="budgets-heading">
      <h2 id="budgets-heading">Budgets</h2>
      <div className="month">
        <button type="button" onClick={() => setMonth(addMonths(month, -1))}>
          Previous month
        </button>
        <span data-testid="budget-month" aria-live="polite" className="month-name">
          {formatMonth(month)}
        </span>
        <button type="button" onClick={() => setMonth(addMonths(month, 1))}>
          Next month
        </button>
      </div>
      <p className="net-worth">
        To budget{" "}
        <span data-testid="to-budget" className={toBudget < 0 ? "money over" : "money"}>
          {formatMoney(toBudget)}
        </span>
      </p>
      <ul className="envelope-list">
        {envelopes.map((envelope) => (
          <EnvelopeRow
            key={`${month} ${envelope.category}`}
            envelope={envelope}
            onBudget={(amount) => onBudget({ month, category: envelope.category, amount })}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly envelope: Envelope;
  readonly onBudget: (amount: number) => void;
}

function EnvelopeRow({ envelope, onBudget }: RowProps) {
  const { category, budget, spent, carried, available } = envelope;
  /** What is typed and not taken over yet; null where the field shows the budget. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [shownBudget, setShownBudget] = useState(budget);
  if (shownBudget !== budget) {
    setShownBudget(budget);
    setTyped(null);
    setChecked(false);
  }
  const text = typed ?? (budget === 0 ? "" : toAmountText(budget));
  const cents = text.trim() === "" ? 0 : parseAmount(text);
  const isWrong = cents === null || cents < 0;

  const takeOver = () => {
    setChecked(isWrong);
    if (isWrong) return;
    setTyped(null);
    if (cents !== budget) onBudget(cents);
  };

  return (
    <li data-testid="envelope">
      <span className="name">{category}</span>
      <Field
        label={
          <>
            Budget<span className="visually-hidden"> for {category}</span>
          </>
        }
        error={
          isChecked && isWrong ? "Enter an amount of zero or more, with at most two decimals." : undefined
        }
      >
        <input
          value={text}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={takeOver}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === "Enter") takeOver();
          }}
          inputMode="decimal"
          autoComplete="off"
        />
      </Field>
      <p className="figure">
        Spent{" "}
        <span data-testid="spent" className="money">
          {formatMoney(spent)}
        </span>
      </p>
      <p className="figure">
        Carried{" "}
        <span data-testid="carried" className="money">
          {formatMoney(carried)}
        </span>
      </p>
      <p className="figure">
        Available{" "}
        <span data-testid="available" className={available < 0 ? "money over" : "money"}>
          {formatMoney(available)}
        </span>
      </p>
    </li>
  );
}

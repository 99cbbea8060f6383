import { useState } from "react";
import { budgetOf, type Envelope } from "../budget.ts";
import { addMonths, formatMonth, monthOf, today } from "../dates.ts";
import type { Ledger } from "../ledger.ts";
import { formatMoney } from "../money.ts";
import { BudgetField } from "./budget-field.tsx";

interface Props {
  readonly ledger: Ledger;
  readonly onSet: (month: string, category: string, cents: number) => void;
}

const FIGURES = ["carried", "spent", "available"] as const satisfies readonly (keyof Envelope)[];

export function Budget({ ledger, onSet }: Props) {
  const [month, setMonth] = useState(() => monthOf(today()));
  const { envelopes, toBudget } = budgetOf(ledger, month);

  return (
    <section className="panel budget" aria-labelledby="budget-heading">
      <h2 id="budget-heading">Budget</h2>
      <div className="budget-bar">
        <button type="button" aria-label="Previous month" onClick={() => setMonth(addMonths(month, -1))}>
          ‹
        </button>
        <span data-testid="budget-month" className="month">
          {formatMonth(month)}
        </span>
        <button type="button" aria-label="Next month" onClick={() => setMonth(addMonths(month, 1))}>
          ›
        </button>
        <span className="to-budget">
          To budget{" "}
          <span data-testid="to-budget" className={toBudget < 0 ? "money lacking" : "money"}>
            {formatMoney(toBudget)}
          </span>
        </span>
      </div>
      <ul className="envelope-list">
        {envelopes.map((envelope) => (
          <li key={envelope.category} data-testid="envelope">
            <span className="name">{envelope.category}</span>
            <BudgetField
              key={month}
              category={envelope.category}
              cents={envelope.budget}
              onSet={(cents) => onSet(month, envelope.category, cents)}
            />
            {FIGURES.map((figure) => (
              <span key={figure} className="figure">
                <span className="caption">{figure}</span>
                <span data-testid={figure} className={envelope[figure] < 0 ? "money lacking" : "money"}>
                  {formatMoney(envelope[figure])}
                </span>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

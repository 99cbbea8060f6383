import { type KeyboardEvent, useId, useState } from "react";
import { parseAmount, toAmountText } from "../money.ts";

interface Props {
  readonly category: string;
  readonly cents: number;
  readonly onSet: (cents: number) => void;
}

const toText = (cents: number) => (cents === 0 ? "" : toAmountText(cents));

/** Takes an amount over when it is left or Enter is pressed. */
export function BudgetField({ category, cents, onSet }: Props) {
  const id = useId();
  const [text, setText] = useState(toText(cents));
  const [shownCents, setShownCents] = useState(cents);
  const [isWrong, setWrong] = useState(false);

  if (shownCents !== cents) {
    setShownCents(cents);
    setText(toText(cents));
    setWrong(false);
  }

  const takeOver = () => {
    const typed = text.trim() === "" ? 0 : parseAmount(text);
    const isRefused = typed === null || typed < 0;
    setWrong(isRefused);
    if (isRefused) return;
    setText(toText(typed));
    if (typed !== cents) onSet(typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") takeOver();
  };

  return (
    <div className="budget-field">
      <label htmlFor={id} className="visually-hidden">
        Budget for {category}
      </label>
      <input
        id={id}
        value={text}
        placeholder="0.00"
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={takeOver}
        onKeyDown={onKeyDown}
      />
      {isWrong && (
        <p id={`${id}-error`} className="error">
          Enter an amount of zero or more, with at most two decimals.
        </p>
      )}
    </div>
  );
}

import { type SubmitEvent, useId, useRef, useState } from "react";
import { isSameSpelling, tidy } from "../trainer/spelling.ts";
import { FieldError } from "./field-error.tsx";
import type { QuestionProps } from "./question.ts";

export function TypingQuestion({ word, onAnswer }: QuestionProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isMissed, setMissed] = useState(false);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    setMissed(tidy(typed) === "");
    if (tidy(typed) === "") field.current!.focus();
    else onAnswer(isSameSpelling(typed, word.term), tidy(typed));
  };
  return (
    <form className="typing" noValidate onSubmit={onSubmit}>
      <p className="question" data-testid="question">
        {word.meaning}
      </p>
      <label htmlFor={id}>ترکی میں لکھیں</label>
      <input
        ref={field}
        id={id}
        lang="tr"
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus
        value={typed}
        aria-invalid={isMissed}
        aria-describedby={`${id}-error`}
        onChange={(event) => setTyped(event.target.value)}
      />
      <FieldError
        id={`${id}-error`}
        testId="answer-error"
        message={isMissed ? "پہلے جواب لکھیں" : undefined}
      />
      <button type="submit">جانچیں</button>
    </form>
  );
}

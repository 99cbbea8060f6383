import { useState } from "react";
import { pickChoices } from "../trainer/choices.ts";
import { toUrduDigits } from "../urdu/numerals.ts";
import type { QuestionProps } from "./question.ts";
import { Turkish } from "./turkish.tsx";
import { useKeys } from "./use-keys.ts";

export function ChoiceQuestion({ word, library, deck, onAnswer }: QuestionProps) {
  const [choices] = useState(() => pickChoices(library, deck, word.meaning));
  const choose = (meaning: string) => onAnswer(meaning === word.meaning, meaning);
  useKeys(Object.fromEntries(choices.map((meaning, at) => [at + 1, () => choose(meaning)])));
  return (
    <>
      <p className="question" data-testid="question">
        <Turkish>{word.term}</Turkish>
      </p>
      <div className="choices">
        {choices.map((meaning, at) => (
          <button
            key={meaning}
            type="button"
            className="choice"
            data-testid="choice"
            data-key={toUrduDigits(at + 1)}
            onClick={() => choose(meaning)}
          >
            {meaning}
          </button>
        ))}
      </div>
    </>
  );
}

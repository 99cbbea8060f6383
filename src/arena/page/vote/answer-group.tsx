import { useId } from "react";
import type { Answer } from "../../site/protocol.ts";
import { useSpeech } from "../words/language.tsx";
import { ANSWERS, useAnswerWord } from "./answer-word.ts";
import { ANSWER_KEYS } from "./keys.ts";

interface AnswerGroupProps {
  readonly legend: string;
  readonly chosen: Answer | null;
  readonly isLocked: boolean;
  /** Whether one must answer; keys answer such a one. */
  readonly isNeeded?: boolean;
  readonly onChoose: (answer: Answer | null) => void;
}

/** One question with its four answers, and none where it may be left open. */
export function AnswerGroup({ legend, chosen, isLocked, isNeeded = false, onChoose }: AnswerGroupProps) {
  const name = useId();
  const toWord = useAnswerWord();
  const { none } = useSpeech().words.vote;
  return (
    <fieldset className={isNeeded ? "answers needed" : "answers"} disabled={isLocked}>
      <legend>{legend}</legend>
      <div className="options">
        {ANSWERS.map((answer) => (
          <label key={answer}>
            <input
              type="radio"
              name={name}
              value={answer}
              checked={chosen === answer}
              required={isNeeded}
              onChange={() => onChoose(answer)}
            />
            <span>{toWord(answer)}</span>
            {isNeeded && (
              <kbd aria-hidden="true">{ANSWER_KEYS.find((key) => key.answer === answer)?.digit}</kbd>
            )}
          </label>
        ))}
        {!isNeeded && (
          <label>
            <input
              type="radio"
              name={name}
              value=""
              checked={chosen === null}
              onChange={() => onChoose(null)}
            />
            <span aria-hidden="true">–</span>
            <span className="visually-hidden">{none}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

import { useState } from "react";
import type { QuestionProps } from "./question.ts";
import { Turkish } from "./turkish.tsx";
import { useKeys } from "./use-keys.ts";

export function CardQuestion({ word, onAnswer }: QuestionProps) {
  const [isTurned, setTurned] = useState(false);
  return (
    <>
      <p className="question" data-testid="question">
        <Turkish>{word.term}</Turkish>
      </p>
      {isTurned ? (
        <Back meaning={word.meaning} onKnown={(isKnown) => onAnswer(isKnown, "")} />
      ) : (
        <Front onTurn={() => setTurned(true)} />
      )}
    </>
  );
}

function Front({ onTurn }: { onTurn: () => void }) {
  useKeys({ " ": onTurn, Enter: onTurn });
  return (
    <button type="button" autoFocus onClick={onTurn}>
      پلٹیں
    </button>
  );
}

function Back({ meaning, onKnown }: { meaning: string; onKnown: (isKnown: boolean) => void }) {
  useKeys({ 1: () => onKnown(false), 2: () => onKnown(true) });
  return (
    <>
      <p className="meaning" data-testid="answer" role="status">
        {meaning}
      </p>
      <div className="verdicts">
        <button type="button" className="unknown" data-key="۱" onClick={() => onKnown(false)}>
          نہیں آیا
        </button>
        <button type="button" data-key="۲" onClick={() => onKnown(true)}>
          آ گیا
        </button>
      </div>
    </>
  );
}

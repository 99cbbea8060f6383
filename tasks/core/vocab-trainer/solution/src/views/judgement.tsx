import type { Word } from "../trainer/library.ts";
import type { Mode, Session } from "../trainer/trainer.ts";
import { Turkish } from "./turkish.tsx";
import { useKeys } from "./use-keys.ts";

interface JudgementProps {
  readonly word: Word;
  readonly mode: Mode;
  readonly result: Session["results"][number];
  readonly onGoOn: () => void;
}

/** Says whether an answer was right, and what would have been. */
export function Judgement({ word, mode, result, onGoOn }: JudgementProps) {
  useKeys({ Enter: onGoOn });
  return (
    <div className={result.isRight ? "judgement right" : "judgement wrong"}>
      <p id="feedback" className="feedback" data-testid="feedback" role="status">
        {result.isRight ? "درست: " : "غلط: "}
        <Turkish>{word.term}</Turkish>
        {` کا مطلب ہے ${word.meaning}`}
      </p>
      <p className="given">
        آپ کا جواب: {mode === "typing" ? <Turkish>{result.given}</Turkish> : result.given}
      </p>
      <button type="button" autoFocus aria-describedby="feedback" onClick={onGoOn}>
        اگلا
      </button>
    </div>
  );
}

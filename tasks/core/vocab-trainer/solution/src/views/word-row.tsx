import type { Word } from "../trainer/library.ts";
import { writeDay } from "../urdu/dates.ts";
import { toUrduDigits } from "../urdu/numerals.ts";
import { Turkish } from "./turkish.tsx";

interface WordRowProps {
  readonly word: Word;
  readonly takesFocus: boolean;
  readonly onEdit: () => void;
}

export function WordRow({ word, takesFocus, onEdit }: WordRowProps) {
  return (
    <li className="word" data-testid="word">
      <div className="pair">
        <Turkish testId="term">{word.term}</Turkish>
        <span data-testid="meaning">{word.meaning}</span>
      </div>
      <div className="state">
        <span data-testid="box" className={`box share-${word.box}`}>
          خانہ {toUrduDigits(word.box)}
        </span>
        <span data-testid="due">{word.due === null ? "نیا" : writeDay(word.due)}</span>
      </div>
      <button type="button" className="quiet" autoFocus={takesFocus} onClick={onEdit}>
        ترمیم
        <span className="unseen">
          {": "}
          <Turkish>{word.term}</Turkish>
        </span>
      </button>
    </li>
  );
}

import { useEffect, useRef } from "react";
import type { Deck } from "../trainer/library.ts";
import type { Session } from "../trainer/trainer.ts";
import { writeRightCount, writeWrongCount } from "../urdu/counts.ts";
import { Turkish } from "./turkish.tsx";

interface SummaryProps {
  readonly deck: Deck;
  readonly results: Session["results"];
}

export function Summary({ deck, results }: SummaryProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current!.focus(), []);
  const missed = results.filter(({ isRight }) => !isRight);
  return (
    <section className="question-card" data-testid="summary">
      <h2 ref={heading} tabIndex={-1}>
        نشست مکمل
      </h2>
      <div className="tallies" role="status">
        <p data-testid="right-count" className="tally right">
          {writeRightCount(results.length - missed.length)}
        </p>
        <p data-testid="wrong-count" className="tally wrong">
          {writeWrongCount(missed.length)}
        </p>
      </div>
      {missed.length > 0 && (
        <>
          <h3>یہ الفاظ کل پھر آئیں گے</h3>
          <ul className="missed">
            {missed.map(({ word }) => (
              <li key={word} data-testid="missed">
                <Turkish>{deck.words[word]!.term}</Turkish>
                <span>{deck.words[word]!.meaning}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

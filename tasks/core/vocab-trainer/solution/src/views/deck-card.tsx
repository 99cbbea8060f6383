import type { Day } from "../calendar.ts";
import { BOXES, type Deck } from "../trainer/library.ts";
import { countDue, findNextDue } from "../trainer/schedule.ts";
import type { Dispatch, Mode } from "../trainer/trainer.ts";
import { writeAccuracy, writeDueCount, writeWordCount } from "../urdu/counts.ts";
import { writeDay } from "../urdu/dates.ts";

interface DeckCardProps {
  readonly deck: Deck;
  readonly at: number;
  readonly today: Day;
  readonly dispatch: Dispatch;
}

const MODES: readonly [Mode, string][] = [
  ["cards", "کارڈ"],
  ["typing", "لکھائی"],
  ["choice", "انتخاب"],
];

export function DeckCard({ deck, at, today, dispatch }: DeckCardProps) {
  const dueCount = countDue(deck, today);
  const nextDue = dueCount === 0 ? findNextDue(deck) : null;
  return (
    <section className="deck" data-testid={`deck-${deck.id}`} aria-label={deck.name}>
      <div className="deck-head">
        <h2>{deck.name}</h2>
        <p data-testid="word-count" className="pill">
          {writeWordCount(deck.words.length)}
        </p>
      </div>
      <Shares deck={deck} />
      <p data-testid="due-count" className={dueCount === 0 ? "due" : "due waiting"}>
        {writeDueCount(dueCount)}
      </p>
      <div className="facts">
        <p data-testid="accuracy">{writeAccuracy(deck.right, deck.answers)}</p>
        {nextDue !== null && <p data-testid="next-due">اگلی باری: {writeDay(nextDue)}</p>}
      </div>
      <div className="modes">
        {MODES.map(([mode, name]) => (
          <button
            key={mode}
            type="button"
            disabled={dueCount === 0}
            onClick={() => dispatch({ type: "begin", deck: at, mode, today })}
          >
            {name}
          </button>
        ))}
        <button type="button" className="quiet" onClick={() => dispatch({ type: "open-words", deck: at })}>
          فہرست
        </button>
      </div>
    </section>
  );
}

/** How the words spread over the boxes, to be seen at a glance; the deck's list says it in numbers. */
function Shares({ deck }: { deck: Deck }) {
  return (
    <div className="shares" aria-hidden="true">
      {BOXES.map((box) => (
        <span
          key={box}
          className={`share-${box}`}
          style={{ flexGrow: deck.words.filter((word) => word.box === box).length }}
        />
      ))}
    </div>
  );
}

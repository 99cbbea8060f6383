import { useState } from "react";
import { BOXES, type Deck, type Entry } from "../trainer/library.ts";
import type { Dispatch } from "../trainer/trainer.ts";
import { writeWordCount } from "../urdu/counts.ts";
import { toUrduDigits } from "../urdu/numerals.ts";
import { ImportForm } from "./import-form.tsx";
import { Screen } from "./screen.tsx";
import { WordForm } from "./word-form.tsx";
import { WordRow } from "./word-row.tsx";

interface WordsViewProps {
  readonly deck: Deck;
  readonly at: number;
  readonly dispatch: Dispatch;
}

export function WordsView({ deck, at, dispatch }: WordsViewProps) {
  const addWords = (entries: readonly Entry[]) => dispatch({ type: "add-words", deck: at, entries });
  return (
    <Screen title={deck.name} dispatch={dispatch}>
      <Boxes deck={deck} />
      <div className="workspace">
        <section className="panel">
          <div className="panel-head">
            <h2>الفاظ</h2>
            <p data-testid="word-count" className="pill">
              {writeWordCount(deck.words.length)}
            </p>
          </div>
          <WordList deck={deck} at={at} dispatch={dispatch} />
        </section>
        <div className="tools">
          <section className="panel">
            <h2>نیا لفظ</h2>
            <WordForm
              testId="add-form"
              others={deck.words}
              saveName="شامل کریں"
              onSave={(entry) => addWords([entry])}
            />
          </section>
          <section className="panel">
            <h2>ایک ساتھ کئی الفاظ</h2>
            <ImportForm words={deck.words} onImport={addWords} />
          </section>
        </div>
      </div>
    </Screen>
  );
}

function Boxes({ deck }: { deck: Deck }) {
  return (
    <ol className="boxes">
      {BOXES.map((box) => (
        <li key={box} className={`share-${box}`}>
          <span>خانہ {toUrduDigits(box)}</span>
          <strong data-testid={`box-${box}`}>
            {toUrduDigits(deck.words.filter((word) => word.box === box).length)}
          </strong>
        </li>
      ))}
    </ol>
  );
}

function WordList({ deck, at, dispatch }: WordsViewProps) {
  const [edited, setEdited] = useState<number | null>(null);
  const [lastEdited, setLastEdited] = useState<number | null>(null);
  const close = () => {
    setLastEdited(edited);
    setEdited(null);
  };
  return (
    <ul className="words">
      {deck.words.map((word, place) =>
        place === edited ? (
          <li key={place} className="word editing">
            <WordForm
              testId="edit-form"
              entry={word}
              others={deck.words.filter((other) => other !== word)}
              saveName="محفوظ کریں"
              onSave={(entry) => {
                dispatch({ type: "edit-word", deck: at, word: place, entry });
                close();
              }}
              onCancel={close}
            />
          </li>
        ) : (
          <WordRow
            key={place}
            word={word}
            takesFocus={edited === null && place === lastEdited}
            onEdit={() => setEdited(place)}
          />
        ),
      )}
    </ul>
  );
}

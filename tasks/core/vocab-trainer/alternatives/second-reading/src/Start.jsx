import { boxOf, dueWords, streak } from "./words.js";
import { count, dateText, num, today } from "./urdu.js";

const KINDS = [
  ["card", "کارڈ"],
  ["type", "لکھائی"],
  ["choice", "انتخاب"],
];

function Deck({ deck, day, dispatch }) {
  const due = dueWords(deck, day).length;
  const nextDue = deck.words.length && !due ? deck.words.map((w) => w.due).sort()[0] : null;
  return (
    <li className="card deck" data-testid={`deck-${deck.id}`}>
      <h2 id={`deck-name-${deck.id}`}>{deck.name}</h2>
      <p className={due ? "due-count some" : "due-count"} data-testid="due-count">
        {count(due, "آج کوئی لفظ باقی نہیں", "آج ایک لفظ باقی ہے", "آج # الفاظ باقی ہیں")}
      </p>
      {nextDue && <p className="quiet" data-testid="next-due">{`اگلی باری: ${dateText(nextDue)}`}</p>}
      <p className="facts">
        <span data-testid="word-count">
          {count(deck.words.length, "کوئی لفظ نہیں", "ایک لفظ", "# الفاظ")}
        </span>{" "}
        <span data-testid="accuracy">
          {deck.answers
            ? `${num(Math.floor((deck.right * 100) / deck.answers))} فیصد درست`
            : "ابھی کوئی جواب نہیں"}
        </span>
      </p>
      {deck.words.length > 0 && (
        <div className="shares" aria-hidden="true">
          {[1, 2, 3, 4, 5].map((box) => (
            <i
              key={box}
              className={`b${box}`}
              style={{ flexGrow: deck.words.filter((w) => boxOf(w) === box).length }}
            />
          ))}
        </div>
      )}
      <div className="deck-buttons" role="group" aria-labelledby={`deck-name-${deck.id}`}>
        {KINDS.map(([kind, text]) => (
          <button
            key={kind}
            type="button"
            className="primary"
            disabled={!due}
            onClick={() => dispatch({ type: "begin", deck: deck.id, kind, day: today() })}
          >
            {text}
          </button>
        ))}
        <button type="button" onClick={() => dispatch({ type: "words", deck: deck.id })}>
          فہرست
        </button>
      </div>
    </li>
  );
}

export function Start({ data, day, dispatch }) {
  const days = streak(data.practised, day);
  return (
    <main>
      <header className="hero">
        <h1 tabIndex={-1}>لفظ خانہ</h1>
        <p className="today" data-testid="today">
          {dateText(day)}
        </p>
        <p className={days ? "streak on" : "streak"} data-testid="streak">
          {count(days, "ابھی کوئی سلسلہ نہیں", "لگاتار ایک دن", "لگاتار # دن")}
        </p>
      </header>
      <ul className="decks">
        {data.decks.map((deck) => (
          <Deck key={deck.id} deck={deck} day={day} dispatch={dispatch} />
        ))}
      </ul>
    </main>
  );
}

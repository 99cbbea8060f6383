import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Turkish } from "./Turkish.jsx";
import { reading } from "./words.js";
import { count, num, today } from "./urdu.js";

const KINDS = { card: "کارڈ", type: "لکھائی", choice: "انتخاب" };
const DIGITS = ["1234", "۱۲۳۴"];
const digitOf = (key) =>
  DIGITS.map((row) => (key.length === 1 ? row.indexOf(key) : -1)).find((i) => i >= 0) ?? -1;

export function Session({ view, deck, dispatch }) {
  const { kind, phase, at, queue } = view;
  const word = deck.words.find((w) => w.id === queue[at]);
  const step = `${at}/${view.turn}`;
  const focusOn = useRef(null); // what takes the focus in this phase
  const field = useRef(null);
  const options = view.choices?.[queue[at]] ?? [];
  const [error, setError] = useState("");

  const answer = (right, given) => dispatch({ type: "answer", right, given, day: today() });
  const choose = (i) => i < options.length && answer(options[i] === word.meaning, i);
  function check() {
    const text = field.current.value;
    if (!text.trim()) {
      setError("پہلے جواب لکھیں");
      field.current.focus();
      return;
    }
    setError("");
    answer(reading(text) === reading(word.term));
  }

  useLayoutEffect(() => setError(""), [step]);
  useLayoutEffect(() => focusOn.current?.focus(), [step, phase]);

  const onKey = useRef(null);
  onKey.current = (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const press = event.key === "Enter" || event.key === " ";
    const inField = event.target === field.current && phase === "ask";
    if (event.repeat) {
      // one press does one thing
      if ((press && !inField) || event.key === "Enter") event.preventDefault();
      return;
    }
    const onButton = event.target.closest?.("button");
    const digit = digitOf(event.key);
    let act = null;
    if (press && onButton) return;
    if (phase === "feedback") {
      if (event.key === "Enter") act = () => dispatch({ type: "next" });
    } else if (kind === "card") {
      if (phase === "ask" && press) act = () => dispatch({ type: "turn" });
      else if (phase === "turned" && (digit === 0 || digit === 1)) act = () => answer(digit === 1);
    } else if (kind === "choice") {
      if (phase === "ask" && digit >= 0) act = () => choose(digit);
    } else if (kind === "type" && phase === "ask") {
      if (event.key === "Enter") act = check;
      else if (!inField && !onButton && event.key.length === 1 && event.key !== " ") field.current.focus();
    }
    if (act) {
      event.preventDefault();
      act();
    }
  };
  useEffect(() => {
    const listen = (event) => onKey.current(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  const undo = view.last && (
    <button type="button" className="undo" onClick={() => dispatch({ type: "undo" })}>
      آخری جواب واپس لیں
    </button>
  );
  const top = (
    <header className="bar">
      <button type="button" onClick={() => dispatch({ type: "leave" })}>
        واپس
      </button>
      <p className="quiet">
        {deck.name} — {KINDS[kind]}
      </p>
    </header>
  );

  if (phase === "summary") {
    const right = view.results.filter((r) => r.right).length;
    const missed = view.results.filter((r) => !r.right).map((r) => deck.words.find((w) => w.id === r.id));
    return (
      <main className="narrow">
        {top}
        <section className="card summary" data-testid="summary">
          <h1 tabIndex={-1} ref={focusOn}>
            نشست مکمل
          </h1>
          <div className="result">
            <p className="good" data-testid="right-count">
              {count(right, "کوئی جواب درست نہیں", "ایک جواب درست", "# جوابات درست")}
            </p>
            <p className={missed.length ? "bad" : "good"} data-testid="wrong-count">
              {count(missed.length, "کوئی غلطی نہیں", "ایک غلطی", "# غلطیاں")}
            </p>
          </div>
          {missed.length > 0 && (
            <ul className="missed-list">
              {missed.map((w) => (
                <li key={w.id} data-testid="missed">
                  <Turkish>{w.term}</Turkish> <bdi dir="rtl">{w.meaning}</bdi>
                </li>
              ))}
            </ul>
          )}
        </section>
        <div className="foot">{undo}</div>
      </main>
    );
  }

  const answeredRight = view.results.at(-1)?.right;
  return (
    <main className="narrow">
      {top}
      <h1 className="unseen">{deck.name}</h1>
      <div className="progress-row">
        <p data-testid="progress">{`${num(queue.length)} میں سے ${num(at + 1)}`}</p>
        <div className="track" aria-hidden="true">
          <i style={{ inlineSize: `${(at / queue.length) * 100}%` }} />
        </div>
      </div>
      <section className="card ask" key={step}>
        <p
          className="question"
          data-testid="question"
          tabIndex={-1}
          ref={kind !== "type" && phase === "ask" ? focusOn : null}
        >
          {kind === "type" ? <bdi dir="rtl">{word.meaning}</bdi> : <Turkish>{word.term}</Turkish>}
        </p>

        {kind === "card" && phase === "turned" && (
          <>
            <p className="answer" data-testid="answer" tabIndex={-1} ref={focusOn} role="status">
              {word.meaning}
            </p>
            <div className="pair">
              <div className="numbered">
                <span aria-hidden="true">۱</span>
                <button type="button" className="no" onClick={() => answer(false)}>
                  نہیں آیا
                </button>
              </div>
              <div className="numbered">
                <span aria-hidden="true">۲</span>
                <button type="button" className="yes" onClick={() => answer(true)}>
                  آ گیا
                </button>
              </div>
            </div>
          </>
        )}
        {kind === "card" && phase === "ask" && (
          <button type="button" className="primary wide" onClick={() => dispatch({ type: "turn" })}>
            پلٹیں
          </button>
        )}

        {kind === "type" && (
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (phase === "ask") check();
            }}
          >
            <label htmlFor="typed">ترکی میں لکھیں</label>
            <input
              id="typed"
              type="text"
              lang="tr"
              dir="ltr"
              autoComplete="off"
              autoCapitalize="none"
              autoCorrect="off"
              spellCheck="false"
              ref={(element) => {
                field.current = element;
                if (phase === "ask") focusOn.current = element;
              }}
              readOnly={phase !== "ask"}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? "typed-error" : undefined}
            />
            {error && (
              <p className="error" id="typed-error" data-testid="answer-error" role="alert">
                {error}
              </p>
            )}
            {phase === "ask" && (
              <button type="submit" className="primary wide">
                جانچیں
              </button>
            )}
          </form>
        )}

        {kind === "choice" && (
          <ol className="choices">
            {options.map((text, i) => (
              <li key={text} className="numbered">
                <span aria-hidden="true">{num(i + 1)}</span>
                <button
                  type="button"
                  data-testid="choice"
                  disabled={phase !== "ask"}
                  onClick={() => choose(i)}
                  className={
                    phase === "ask"
                      ? ""
                      : text === word.meaning
                        ? "is-right"
                        : view.given === i
                          ? "is-wrong"
                          : ""
                  }
                >
                  {text}
                </button>
              </li>
            ))}
          </ol>
        )}

        {phase === "feedback" && (
          <>
            <p
              className={answeredRight ? "feedback good" : "feedback bad"}
              data-testid="feedback"
              role="status"
            >
              {answeredRight ? "درست: " : "غلط: "}
              <Turkish>{word.term}</Turkish>
              {" کا مطلب ہے "}
              <bdi dir="rtl">{word.meaning}</bdi>
            </p>
            <button
              type="button"
              className="primary wide"
              ref={focusOn}
              onClick={() => dispatch({ type: "next" })}
            >
              اگلا
            </button>
          </>
        )}
      </section>
      <div className="foot">{undo}</div>
    </main>
  );
}

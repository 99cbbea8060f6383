import { useLayoutEffect, useRef, useState } from "react";
import { Turkish } from "./Turkish.jsx";
import { boxOf, faults, newWord, readList, tidy } from "./words.js";
import { count, dateText, num } from "./urdu.js";

function WordForm({ testId, deck, word, submitText, onDone, onCancel }) {
  const term = useRef(null);
  const meaning = useRef(null);
  const [wrong, setWrong] = useState({});
  const id = word ? `edit-${word.id}` : "add";
  useLayoutEffect(() => {
    if (word) term.current.focus();
  }, []);

  function submit(event) {
    event.preventDefault();
    const found = faults(deck, term.current.value, meaning.current.value, word?.id);
    setWrong(found);
    if (found.term) return term.current.focus();
    if (found.meaning) return meaning.current.focus();
    onDone(tidy(term.current.value), tidy(meaning.current.value));
    if (!word) {
      term.current.value = "";
      meaning.current.value = "";
      term.current.focus();
    }
  }
  const field = (key, label, ref, props) => (
    <div className="field">
      <label htmlFor={`${id}-${key}`}>{label}</label>
      <input
        id={`${id}-${key}`}
        type="text"
        ref={ref}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck="false"
        defaultValue={word?.[key] ?? ""}
        aria-invalid={wrong[key] ? true : undefined}
        aria-describedby={wrong[key] ? `${id}-${key}-error` : undefined}
        {...props}
      />
      {wrong[key] && (
        <p className="error" id={`${id}-${key}-error`} data-testid={`error-${key}`}>
          {wrong[key]}
        </p>
      )}
    </div>
  );
  return (
    <form
      className="word-form"
      data-testid={testId}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape" && onCancel) onCancel();
      }}
    >
      {field("term", "ترکی لفظ", term, { lang: "tr", dir: "ltr" })}
      {field("meaning", "مطلب", meaning, { lang: "ur", dir: "rtl" })}
      <div className="form-buttons">
        <button type="submit" className="primary">
          {submitText}
        </button>
        {onCancel && (
          <button type="button" onClick={onCancel}>
            منسوخ کریں
          </button>
        )}
      </div>
    </form>
  );
}

function Import({ deck, dispatch }) {
  const [text, setText] = useState("");
  const [result, setResult] = useState(null);
  function submit(event) {
    event.preventDefault();
    const found = readList(text, deck);
    if (found.added.length) dispatch({ type: "add", deck: deck.id, words: found.added });
    setText(found.faulty.join("\n"));
    setResult({ added: found.added.length, known: found.known, faulty: found.faulty.length });
  }
  return (
    <form onSubmit={submit}>
      <div className="field">
        <label htmlFor="list">الفاظ کی فہرست</label>
        <p className="quiet" id="list-hint">
          ہر سطر میں ایک لفظ، جیسے <Turkish>kedi</Turkish> = بلی
        </p>
        <textarea
          id="list"
          rows="5"
          dir="auto"
          spellCheck="false"
          aria-describedby="list-hint"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="form-buttons">
        <button type="submit" className="primary">
          فہرست شامل کریں
        </button>
      </div>
      <div role="status">
        {result && (
          <div className="import-result">
            <p data-testid="import-added">
              {count(result.added, "کوئی لفظ شامل نہیں ہوا", "ایک لفظ شامل ہوا", "# الفاظ شامل ہوئے")}
            </p>
            {result.known > 0 && (
              <p data-testid="import-known">
                {count(result.known, "", "ایک لفظ پہلے سے موجود تھا", "# الفاظ پہلے سے موجود تھے")}
              </p>
            )}
            {result.faulty > 0 && (
              <p className="error" data-testid="import-faulty">
                {count(result.faulty, "", "ایک سطر سمجھ میں نہیں آئی", "# سطریں سمجھ میں نہیں آئیں")}
              </p>
            )}
          </div>
        )}
      </div>
    </form>
  );
}

export function Words({ deck, dispatch }) {
  const [editing, setEditing] = useState(null);
  const list = useRef(null);
  const back = useRef(null); // the word whose button takes the focus again
  useLayoutEffect(() => {
    if (editing || !back.current) return;
    list.current.querySelector(`[data-id="${CSS.escape(back.current)}"] button`)?.focus();
    back.current = null;
  }, [editing]);
  const close = () => {
    back.current = editing;
    setEditing(null);
  };

  return (
    <main>
      <header className="bar">
        <button type="button" onClick={() => dispatch({ type: "leave" })}>
          واپس
        </button>
        <h1 tabIndex={-1}>{deck.name}</h1>
      </header>
      <ul className="boxes">
        {[1, 2, 3, 4, 5].map((box) => (
          <li key={box} className={`card box b${box}`}>
            <span className="quiet">{`خانہ ${num(box)}`}</span>{" "}
            <strong data-testid={`box-${box}`}>
              {num(deck.words.filter((w) => boxOf(w) === box).length)}
            </strong>
          </li>
        ))}
      </ul>
      <div className="columns">
        <section className="card" aria-labelledby="words-title">
          <h2 id="words-title">الفاظ</h2>
          {deck.words.length === 0 && <p className="quiet">اس مجموعے میں ابھی کچھ نہیں۔</p>}
          <ul className="words" ref={list}>
            {deck.words.map((w) =>
              editing === w.id ? (
                <li key={w.id}>
                  <WordForm
                    testId="edit-form"
                    deck={deck}
                    word={w}
                    submitText="محفوظ کریں"
                    onCancel={close}
                    onDone={(term, meaning) => {
                      dispatch({ type: "edit", deck: deck.id, id: w.id, term, meaning });
                      close();
                    }}
                  />
                </li>
              ) : (
                <li key={w.id} className="word" data-testid="word" data-id={w.id}>
                  <div className="pairing">
                    <p data-testid="term" className="term">
                      <Turkish>{w.term}</Turkish>
                    </p>{" "}
                    <p data-testid="meaning">
                      <bdi dir="rtl">{w.meaning}</bdi>
                    </p>
                  </div>{" "}
                  <p className="facts">
                    <span data-testid="box">{`خانہ ${num(boxOf(w))}`}</span>{" "}
                    <span data-testid="due">{w.due ? dateText(w.due) : "نیا"}</span>
                  </p>
                  <button type="button" aria-label={`ترمیم: ${w.term}`} onClick={() => setEditing(w.id)}>
                    ترمیم
                  </button>
                </li>
              ),
            )}
          </ul>
        </section>
        <div className="side">
          <section className="card" aria-labelledby="add-title">
            <h2 id="add-title">نیا لفظ</h2>
            <WordForm
              testId="add-form"
              deck={deck}
              submitText="شامل کریں"
              onDone={(term, meaning) =>
                dispatch({ type: "add", deck: deck.id, words: [newWord(term, meaning)] })
              }
            />
          </section>
          <section className="card" aria-labelledby="import-title">
            <h2 id="import-title">بہت سے الفاظ</h2>
            <Import deck={deck} dispatch={dispatch} />
          </section>
        </div>
      </div>
    </main>
  );
}

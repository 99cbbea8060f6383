// What is kept in the browser, and everything that changes it.
import { useEffect, useLayoutEffect, useReducer } from "react";
import seed from "../assets/decks.json";
import { answered, choicesFor, dueWords } from "./words.js";
import { today } from "./urdu.js";

const KEY = "lafz-khana";

const first = () => ({
  practised: [...seed.practised],
  decks: seed.decks.map((deck) => ({
    ...deck,
    words: deck.words.map((w, i) => ({ id: `${deck.id}-${i}`, ...w })),
  })),
});

function parse(text) {
  try {
    const data = JSON.parse(text);
    if (Array.isArray(data?.practised) && Array.isArray(data.decks)) return data;
  } catch {
    /* what cannot be read counts as nothing */
  }
  return null;
}
function load() {
  try {
    return parse(localStorage.getItem(KEY)) ?? first();
  } catch {
    return first();
  }
}

const onDeck = (data, id, change) => ({
  ...data,
  decks: data.decks.map((d) => (d.id === id ? change(d) : d)),
});
const onWord = (deck, id, change) => ({
  ...deck,
  words: deck.words.map((w) => (w.id === id ? change(w) : w)),
});

function answer(state, { right, day }) {
  const { data, view } = state;
  const id = view.queue[view.at];
  const before = data.decks.find((d) => d.id === view.deck).words.find((w) => w.id === id);
  const newDay = !data.practised.includes(day);
  const last = { at: view.at, word: before, right, day: newDay ? day : null };
  let next = onDeck(data, view.deck, (d) => ({
    ...onWord(d, id, (w) => answered(w, right, day)),
    answers: d.answers + 1,
    right: d.right + (right ? 1 : 0),
  }));
  if (newDay) next = { ...next, practised: [...next.practised, day].sort() };
  return { data: next, view: { ...view, last, results: [...view.results, { id, right }] } };
}

function advance(view) {
  const at = view.at + 1;
  return { ...view, at, phase: at < view.queue.length ? "ask" : "summary" };
}

function reduce(state, action) {
  const { data, view } = state;
  switch (action.type) {
    case "load":
      return { ...state, data: action.data };
    case "leave":
      return { ...state, view: { name: "start", from: view.deck } };
    case "words":
      return { ...state, view: { name: "words", deck: action.deck } };
    case "begin": {
      const deck = data.decks.find((d) => d.id === action.deck);
      const queue = dueWords(deck, action.day);
      if (!queue.length) return state;
      return {
        ...state,
        view: {
          name: "session",
          kind: action.kind,
          deck: deck.id,
          queue: queue.map((w) => w.id),
          at: 0,
          phase: "ask",
          results: [],
          last: null,
          choices: action.kind === "choice" ? choicesFor(queue, deck, data.decks) : null,
          turn: 0,
        },
      };
    }
    case "turn":
      return view.phase === "ask" && view.kind === "card"
        ? { ...state, view: { ...view, phase: "turned" } }
        : state;
    case "answer": {
      if (view.name !== "session" || view.phase !== (view.kind === "card" ? "turned" : "ask")) return state;
      const next = answer(state, action);
      return {
        ...next,
        view:
          view.kind === "card"
            ? advance(next.view)
            : { ...next.view, phase: "feedback", given: action.given },
      };
    }
    case "next":
      return view.phase === "feedback" ? { ...state, view: advance(view) } : state;
    case "undo": {
      const { last } = view;
      if (!last) return state;
      let back = onDeck(data, view.deck, (d) => ({
        ...onWord(d, last.word.id, (w) => {
          const { box, due, ...rest } = w;
          return {
            ...rest,
            ...(last.word.box !== undefined && { box: last.word.box }),
            ...(last.word.due !== undefined && { due: last.word.due }),
          };
        }),
        answers: d.answers - 1,
        right: d.right - (last.right ? 1 : 0),
      }));
      if (last.day) back = { ...back, practised: back.practised.filter((d) => d !== last.day) };
      return {
        data: back,
        view: {
          ...view,
          at: last.at,
          phase: "ask",
          results: view.results.slice(0, -1),
          last: null,
          given: undefined,
          turn: view.turn + 1,
        },
      };
    }
    case "add":
      return {
        ...state,
        data: onDeck(data, action.deck, (d) => ({ ...d, words: [...d.words, ...action.words] })),
      };
    case "edit":
      return {
        ...state,
        data: onDeck(data, action.deck, (d) =>
          onWord(d, action.id, (w) => ({ ...w, term: action.term, meaning: action.meaning })),
        ),
      };
    default:
      return state;
  }
}

export function useTrainer() {
  const [state, dispatch] = useReducer(reduce, null, () => ({ data: load(), view: { name: "start" } }));
  useLayoutEffect(() => {
    const text = JSON.stringify(state.data);
    try {
      if (localStorage.getItem(KEY) !== text) localStorage.setItem(KEY, text);
    } catch {
      /* without storage the trainer works until it is closed */
    }
  }, [state.data]);
  useEffect(() => {
    const other = (event) => {
      const data = event.key === KEY && parse(event.newValue);
      if (data) dispatch({ type: "load", data });
    };
    addEventListener("storage", other);
    return () => removeEventListener("storage", other);
  }, []);
  return [state, dispatch];
}

/** Today, kept up to date while the page is open */
export function useToday() {
  const [, again] = useReducer((n) => n + 1, 0);
  const day = today();
  useEffect(() => {
    const look = () => {
      if (today() !== day) again();
    };
    const timer = setInterval(look, 5000);
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [day]);
  return day;
}

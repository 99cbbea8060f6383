import { useEffect, useRef } from "react";
import { useToday, useTrainer } from "./store.js";
import { Start } from "./Start.jsx";
import { Session } from "./Session.jsx";
import { Words } from "./Words.jsx";

export function App() {
  const [{ data, view }, dispatch] = useTrainer();
  const day = useToday();
  const started = useRef(false);
  useEffect(() => {
    if (started.current) {
      scrollTo(0, 0);
      if (view.name !== "session") document.querySelector("h1")?.focus({ preventScroll: true });
    }
    started.current = true;
  }, [view.name]);

  const deck = data.decks.find((d) => d.id === view.deck);
  if (view.name === "session") return <Session view={view} deck={deck} dispatch={dispatch} />;
  if (view.name === "words") return <Words deck={deck} dispatch={dispatch} />;
  return <Start data={data} day={day} dispatch={dispatch} />;
}

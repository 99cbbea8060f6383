import { useEffect, useReducer } from "react";
import { reduceTrainer, startTrainer } from "./trainer/trainer.ts";
import { loadLibrary, saveLibrary } from "./trainer/storage.ts";
import { useToday } from "./use-today.ts";
import { HomeView } from "./views/home-view.tsx";
import { SessionView } from "./views/session-view.tsx";
import { WordsView } from "./views/words-view.tsx";

export function App() {
  const [{ library, screen }, dispatch] = useReducer(reduceTrainer, null, () => startTrainer(loadLibrary()));
  const today = useToday();
  useEffect(() => saveLibrary(library), [library]);

  switch (screen.name) {
    case "home":
      return <HomeView library={library} today={today} dispatch={dispatch} />;
    case "words":
      return <WordsView deck={library.decks[screen.deck]!} at={screen.deck} dispatch={dispatch} />;
    case "session":
      return <SessionView session={screen} library={library} today={today} dispatch={dispatch} />;
  }
}

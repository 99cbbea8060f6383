import type { Day } from "../calendar.ts";
import { changeDeck, changeWord, type Entry, type Library, toNewWord } from "./library.ts";
import { listDue, recordAnswer } from "./schedule.ts";

export type Mode = "cards" | "typing" | "choice";

interface Result {
  readonly word: number;
  readonly isRight: boolean;
  /** What was typed or chosen. */
  readonly given: string;
}

export interface Session {
  readonly name: "session";
  readonly deck: number;
  readonly mode: Mode;
  /** Places of the words that are asked, in order. */
  readonly queue: readonly number[];
  readonly results: readonly Result[];
  /** Whether the last answer is being judged before the session goes on. */
  readonly isJudging: boolean;
  /** Everything as it was before the last answer; null where there is none to take back. */
  readonly before: Trainer | null;
}

export type Screen = { readonly name: "home" } | { readonly name: "words"; readonly deck: number } | Session;

export interface Trainer {
  readonly library: Library;
  readonly screen: Screen;
}

export type Action =
  | { readonly type: "go-home" }
  | { readonly type: "open-words"; readonly deck: number }
  | { readonly type: "begin"; readonly deck: number; readonly mode: Mode; readonly today: Day }
  | { readonly type: "answer"; readonly isRight: boolean; readonly given: string; readonly today: Day }
  | { readonly type: "go-on" }
  | { readonly type: "take-back" }
  | { readonly type: "add-words"; readonly deck: number; readonly entries: readonly Entry[] }
  | { readonly type: "edit-word"; readonly deck: number; readonly word: number; readonly entry: Entry };

export type Dispatch = (action: Action) => void;

export const startTrainer = (library: Library): Trainer => ({ library, screen: { name: "home" } });

export function reduceTrainer(trainer: Trainer, action: Action): Trainer {
  const { library, screen } = trainer;
  switch (action.type) {
    case "go-home":
      return startTrainer(library);
    case "open-words":
      return { library, screen: { name: "words", deck: action.deck } };
    case "add-words": {
      const added = action.entries.map(toNewWord);
      const change = changeDeck(library, action.deck, (deck) => ({
        ...deck,
        words: [...deck.words, ...added],
      }));
      return { library: change, screen };
    }
    case "edit-word": {
      const edit = changeDeck(library, action.deck, (deck) =>
        changeWord(deck, action.word, (word) => ({ ...word, ...action.entry })),
      );
      return { library: edit, screen };
    }
    case "begin": {
      const queue = listDue(library.decks[action.deck]!, action.today);
      const { deck, mode } = action;
      return {
        library,
        screen: { name: "session", deck, mode, queue, results: [], isJudging: false, before: null },
      };
    }
    default:
      return screen.name === "session" ? reduceSession(library, screen, action) : trainer;
  }
}

type SessionAction = Extract<Action, { type: "answer" | "go-on" | "take-back" }>;

function reduceSession(library: Library, session: Session, action: SessionAction): Trainer {
  switch (action.type) {
    case "answer": {
      const word = session.queue[session.results.length];
      if (word === undefined || session.isJudging) return { library, screen: session };
      const { isRight, given, today } = action;
      return {
        library: recordAnswer(library, { deck: session.deck, word, isRight, today }),
        screen: {
          ...session,
          results: [...session.results, { word, isRight, given }],
          isJudging: session.mode !== "cards",
          before: { library, screen: { ...session, before: null } },
        },
      };
    }
    case "go-on":
      return { library, screen: { ...session, isJudging: false } };
    case "take-back":
      if (session.before === null) return { library, screen: session };
      return {
        library: { ...session.before.library, practised: library.practised },
        screen: session.before.screen,
      };
  }
}

import file from "../../assets/decks.json";
import { type Deck, type Entry, type Library, toNewWord, type Word } from "./library.ts";

interface Given extends Omit<Library, "decks"> {
  readonly decks: readonly (Omit<Deck, "words"> & { readonly words: readonly (Entry & Partial<Word>)[] })[];
}

const KEY = "vocab-trainer.library";

/** The library as it was left, or as it was given where nothing was kept that can be read. */
export function loadLibrary(): Library {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Library | null;
    if (Array.isArray(kept?.decks) && Array.isArray(kept.practised)) return kept;
  } catch {
    // Nothing is lost that could have been shown.
  }
  const { practised, decks } = file as Given;
  return { practised, decks: decks.map((deck) => ({ ...deck, words: deck.words.map(toWord) })) };
}

const toWord = (given: Entry & Partial<Word>): Word => ({ ...toNewWord(given), ...given });

export function saveLibrary(library: Library): void {
  localStorage.setItem(KEY, JSON.stringify(library));
}

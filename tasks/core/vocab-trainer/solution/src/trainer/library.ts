import type { Day } from "../calendar.ts";

export type Box = 1 | 2 | 3 | 4 | 5;
export const BOXES: readonly Box[] = [1, 2, 3, 4, 5];

/** What the user writes of a word. */
export interface Entry {
  readonly term: string;
  readonly meaning: string;
}

export interface Word extends Entry {
  readonly box: Box;
  /** Null for a word that has never been answered. */
  readonly due: Day | null;
}

/** Words are never removed: a word's place in its deck says which one it is. */
export interface Deck {
  readonly id: string;
  readonly name: string;
  readonly answers: number;
  readonly right: number;
  readonly words: readonly Word[];
}

export interface Library {
  readonly practised: readonly Day[];
  readonly decks: readonly Deck[];
}

export const toNewWord = (entry: Entry): Word => ({ ...entry, box: 1, due: null });

export function changeDeck(library: Library, at: number, change: (deck: Deck) => Deck): Library {
  return { ...library, decks: library.decks.map((deck, place) => (place === at ? change(deck) : deck)) };
}

export function changeWord(deck: Deck, at: number, change: (word: Word) => Word): Deck {
  return { ...deck, words: deck.words.map((word, place) => (place === at ? change(word) : word)) };
}

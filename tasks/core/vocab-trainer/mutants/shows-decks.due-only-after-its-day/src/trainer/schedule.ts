import { addDays, type Day } from "../calendar.ts";
import { type Box, changeDeck, changeWord, type Deck, type Library, type Word } from "./library.ts";

const DAYS_IN_BOX: Record<Box, number> = { 1: 1, 2: 3, 3: 7, 4: 14, 5: 31 };

const isDue = ({ due }: Word, today: Day): boolean => due === null || due < today;

export const countDue = ({ words }: Deck, today: Day): number =>
  words.filter((word) => isDue(word, today)).length;

/** Places of the words that are due: the longest due first, those never answered last, else as in the deck. */
export function listDue({ words }: Deck, today: Day): number[] {
  const order = (place: number) => words[place]!.due ?? "new";
  return [...words.keys()]
    .filter((place) => isDue(words[place]!, today))
    .toSorted((a, b) => (order(a) === order(b) ? a - b : order(a) < order(b) ? -1 : 1));
}

/** The day that the next word of a deck falls due, where all have a day. */
export const findNextDue = ({ words }: Deck): Day | null => words.map(({ due }) => due).toSorted()[0] ?? null;

export interface Answer {
  readonly deck: number;
  readonly word: number;
  readonly isRight: boolean;
  readonly today: Day;
}

export function recordAnswer(library: Library, { deck: at, word, isRight, today }: Answer): Library {
  const practised = library.practised.includes(today) ? library.practised : [...library.practised, today];
  return changeDeck({ ...library, practised }, at, (deck) => ({
    ...changeWord(deck, word, (answered) => move(answered, isRight, today)),
    answers: deck.answers + 1,
    right: deck.right + (isRight ? 1 : 0),
  }));
}

function move(word: Word, isRight: boolean, today: Day): Word {
  const box = isRight ? (Math.min(word.box + 1, 5) as Box) : 1;
  return { ...word, box, due: addDays(today, DAYS_IN_BOX[box]) };
}

/** Days in a row with an answer, up to today, or to yesterday where today has none yet. */
export function countStreak(practised: readonly Day[], today: Day): number {
  const days = new Set(practised);
  let day = days.has(today) ? today : addDays(today, -1);
  let count = 0;
  for (; days.has(day); day = addDays(day, -1)) count += 1;
  return count;
}

import given from "../assets/decks.json";

/*
 * Only what happened is stored: answers, and words as they were written. Boxes, days and figures are worked out from it, so
 * that taking an answer back is to forget its line. Days are numbers, counted from 1 January 1970.
 */

export type Happening =
  | { kind: "answer"; deck: string; word: number; right: boolean; day: number }
  | { kind: "write"; deck: string; word: number; term: string; meaning: string };

export interface Word {
  term: string;
  meaning: string;
  box: number;
  due: number | null;
}

export interface Deck {
  id: string;
  name: string;
  answers: number;
  right: number;
  words: Word[];
}

const key = "lafz-khana";
const days = [0, 1, 3, 7, 14, 31];
const number = (day: string) => Date.parse(day) / 86_400_000;

let happenings: Happening[] = [];
try {
  happenings = JSON.parse(localStorage.getItem(key) ?? "[]") as Happening[];
} catch {
  happenings = [];
}

export function today(): number {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000;
}

export function happen(...more: Happening[]): void {
  happenings = [...happenings, ...more];
  localStorage.setItem(key, JSON.stringify(happenings));
}

export function forgetLast(): void {
  happenings = happenings.slice(0, -1);
  localStorage.setItem(key, JSON.stringify(happenings));
}

export function decks(): Deck[] {
  const all = given.decks.map((deck): Deck => ({
    ...deck,
    words: deck.words.map((word) => ({
      term: word.term,
      meaning: word.meaning,
      box: "box" in word ? Number(word.box) : 1,
      due: "due" in word ? number(String(word.due)) : null,
    })),
  }));
  for (const happening of happenings) {
    const deck = all.find(({ id }) => id === happening.deck)!;
    const word = (deck.words[happening.word] ??= { term: "", meaning: "", box: 1, due: null });
    if (happening.kind === "write") {
      word.term = happening.term;
      word.meaning = happening.meaning;
      continue;
    }
    deck.answers += 1;
    deck.right += Number(happening.right);
    word.box = happening.right ? Math.min(5, word.box + 1) : 1;
    word.due = happening.day + days[word.box]!;
  }
  return all;
}

export function streak(): number {
  const practised = new Set(given.practised.map(number));
  for (const happening of happenings) if (happening.kind === "answer") practised.add(happening.day);
  let day = practised.has(today()) ? today() : today() - 1;
  let length = 0;
  while (practised.has(day)) {
    length += 1;
    day -= 1;
  }
  return length;
}

export const isDue = (word: Word) => word.due === null || word.due <= today();

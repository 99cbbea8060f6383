import type { Library } from "./library.ts";

const CHOICES = 4;

/** Four different meanings in any order: the right one, and others of its deck. */
export function pickChoices({ decks }: Library, at: number, right: string): string[] {
  const meaningsOf = (chosen: Library["decks"]) =>
    chosen.flatMap(({ words }) => words.map((word) => word.meaning));
  const candidates = [right, ...shuffle(meaningsOf([decks[at]!]))];
  return shuffle([...new Set(candidates)].slice(0, CHOICES));
}

/** Fisher and Yates's. */
function shuffle<Item>(items: readonly Item[]): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(Math.random() * (last + 1));
    [shuffled[last], shuffled[chosen]] = [shuffled[chosen]!, shuffled[last]!];
  }
  return shuffled;
}

/** White space at the ends goes, any other run of it becomes one space. */
export const tidy = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

const MARKED = "çğıöşüâîû";
const PLAIN = "cgiosuaiu";

/** What two spellings of one word have in common: case, the marks of letters and of sentences do not matter. */
export function foldSpelling(text: string): string {
  const letters = text.toLowerCase().replaceAll(/[çğıöşüâîû]/g, (letter) => PLAIN[MARKED.indexOf(letter)]!);
  return tidy(letters.replaceAll(/[.,!?]/g, ""));
}

export const isSameSpelling = (one: string, other: string): boolean =>
  foldSpelling(one) === foldSpelling(other);

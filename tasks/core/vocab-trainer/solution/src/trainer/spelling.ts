/** White space at the ends goes, any other run of it becomes one space. */
export const tidy = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/** What two spellings of one word have in common: case, the marks of letters and of sentences do not matter. */
export function foldSpelling(text: string): string {
  const letters = text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ı", "i");
  return tidy(letters.replaceAll(/[.,!?]/g, ""));
}

export const isSameSpelling = (one: string, other: string): boolean =>
  foldSpelling(one) === foldSpelling(other);

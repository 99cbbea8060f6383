const CONVERSIONS = {
  "UPPER CASE": (value: string) => value.toUpperCase(),
  "lower case": (value: string) => value.toLowerCase(),
  "Title Case": (value: string) =>
    value.toLowerCase().replaceAll(/(?<=^|[ -])./gu, (initial) => initial.toUpperCase()),
};

export type LetterCase = keyof typeof CONVERSIONS;
export const LETTER_CASES = Object.keys(CONVERSIONS) as LetterCase[];

export function changeCase(value: string, letterCase: LetterCase): string {
  return CONVERSIONS[letterCase](value);
}

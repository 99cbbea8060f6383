/** Marks that steer the direction of text and show nothing, as the inside of a character class. */
const MARKS = "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF";
const ANY_MARK = new RegExp(`[${MARKS}]`, "gu");
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** What is seen of a text: two that differ in such marks alone look the same. */
export function dropDirectionMarks(text: string): string {
  return text.replaceAll(ANY_MARK, "");
}

/** Whether a careful page may put such marks into a text: names of people, codes and numbers between right-to-left words. */
export function mayHoldMarks(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Joins the parts of a pattern, flag-free or `u`, so that it takes marks between them. */
export function joinAroundMarks(patterns: readonly string[]): string {
  return patterns.join(`[${MARKS}]*`);
}

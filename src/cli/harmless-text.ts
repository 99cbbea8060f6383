/** Controls but tab, separators that end a line elsewhere, and what turns the direction of the text after it. */
const UNSEEN = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

const toEscape = (character: string): string => `\\u{${character.codePointAt(0)!.toString(16)}}`;

/**
 * Text of an agent, an app or a stranger, as one line that a terminal shows and does nothing with: what would move the cursor,
 * change colours or turn the direction of text becomes `\u{…}`. Line ends become spaces.
 * @param maxLength in characters; what is longer ends in `…`
 */
export function toHarmlessLine(text: string, maxLength = 2_000): string {
  const line = text
    .slice(0, 4 * maxLength)
    .trim()
    .replaceAll(/[ \t]*\r?\n[ \t]*/g, " ");
  return cut(line.toWellFormed().replaceAll(UNSEEN, toEscape), maxLength);
}

/** The same, line by line. */
export const toHarmlessLines = (text: string): string[] =>
  text.split(/\r?\n/).map((line) => cut(line.toWellFormed().replaceAll(UNSEEN, toEscape), 2_000));

/** JSON that `JSON.stringify` made: what it leaves as it is and a terminal would act upon becomes an escape of JSON. */
export const toHarmlessJson = (json: string): string =>
  json.replaceAll(UNSEEN, (character) =>
    character === "\n" ? character : `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );

/** Cuts by code points, so that no surrogate is left alone. */
function cut(line: string, maxLength: number): string {
  if (line.length <= maxLength) return line;
  const points = Array.from(line);
  return points.length <= maxLength ? line : `${points.slice(0, maxLength - 1).join("")}…`;
}

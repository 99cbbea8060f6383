/** Controls, and what makes the text after it run the other way. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Somebody else's text as Markdown shows it and does nothing with it: a code span, in which there is no markup, no HTML
 * and no link. On one line; what is invisible becomes U+FFFD.
 *
 * @param maxLength in characters; what is longer ends in `…`
 */
export function toCodeSpan(text: string, maxLength = 200): string {
  const line = text.toWellFormed().replaceAll(/\s+/g, " ").trim().replaceAll(UNSEEN, "\uFFFD");
  const characters = Array.from(line);
  const shown = characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join("")}…`;
  if (shown === "") return "` `";
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/** The same for the cell of a table, which ends at a bar even within a code span. */
export const toCodeCell = (text: string): string => toCodeSpan(text).replaceAll("|", "¦");

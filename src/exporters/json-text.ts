/**
 * JSON that every reader takes. Half a surrogate pair becomes U+FFFD, since UTF-8 has none; what some readers end a line
 * at (U+0085, U+2028, U+2029: Python's `splitlines` does) is escaped, so that a row of JSONL stays one line.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  const whole = json.includes(String.raw`\ud`) ? json.replaceAll(ESCAPES, mendHalf) : json;
  return whole.replaceAll(/[\u0085\u2028\u2029]/g, toEscape);
}

/** `\uXXXX` for one UTF-16 unit. */
export const toEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Halves of pairs are the only ones above U+001F that JSON escapes by their number. */
const ESCAPES = /\\(?:ud[89a-f][0-9a-f]{2}|.)/g;

const mendHalf = (escape: string): string => (escape.length > 2 ? "\uFFFD" : escape);

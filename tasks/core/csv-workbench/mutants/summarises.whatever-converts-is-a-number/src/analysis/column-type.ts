import { isCalendarDate } from "../calendar.ts";

export type ColumnType = "empty" | "number" | "date" | "text";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Guesses from the values that are not empty. */
export function guessType(filled: readonly string[]): ColumnType {
  if (filled.length === 0) return "empty";
  if (filled.every((value) => Number.isFinite(Number(value)))) return "number";
  return filled.every(isDate) ? "date" : "text";
}

function isDate(value: string): boolean {
  const match = DATE.exec(value);
  return match !== null && isCalendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

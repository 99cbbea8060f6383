import { isCalendarDate } from "../calendar.ts";

const PATTERNS = {
  "DD/MM/YYYY": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "MM/DD/YYYY": /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  "DD.MM.YYYY": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
};

export type DateFormat = keyof typeof PATTERNS;
export const DATE_FORMATS = Object.keys(PATTERNS) as DateFormat[];

/** Rewrites a date to `2025-12-31`; null where it is no date of that format. */
export function parseDate(value: string, format: DateFormat): string | null {
  const parts = PATTERNS[format].exec(value.trim())?.groups;
  if (parts === undefined) return null;
  const { year = "", month = "", day = "" } = parts;
  if (!isCalendarDate(Number(year), Number(month), Number(day))) return null;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

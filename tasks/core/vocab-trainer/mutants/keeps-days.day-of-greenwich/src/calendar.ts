/** A day as `2026-01-31`: days compare as their texts do. */
export type Day = string;

/** The day that a moment belongs to. */
export function toDay(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** Counts in UTC, where every day has 24 hours. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

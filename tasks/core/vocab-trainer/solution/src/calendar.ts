/** A day as `2026-01-31`: days compare as their texts do. */
export type Day = string;

/** The day that a moment belongs to where the device is. */
export function toDay(moment: Date): Day {
  const parts = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** Counts in UTC, where every day has 24 hours. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

const parts = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...options });

const dayAndMonth = parts({ month: "short", day: "numeric" });
const withWeekday = parts({ weekday: "short", month: "short", day: "numeric" });
const withYear = parts({ month: "short", day: "numeric", year: "numeric" });

/** `Mon, Nov 24` */
export const formatDay = (date: string): string => withWeekday.format(new Date(date));

/** `Nov 24` */
export const formatShortDay = (date: string): string => dayAndMonth.format(new Date(date));

/** `Mon, Nov 24, 18:00` */
export const formatHour = (date: string, hour: number): string =>
  `${formatDay(date)}, ${String(hour).padStart(2, "0")}:00`;

/** `Nov 24 – Nov 30, 2025`, or `Nov 24, 2025` for one day. */
export function formatRange(first: string, last: string): string {
  const end = withYear.format(new Date(last));
  return first === last ? end : `${formatShortDay(first)} – ${end}`;
}

export function isWeekend(date: string): boolean {
  return new Date(date).getUTCDay() === 0;
}

const DAY_MS = 24 * 60 * 60 * 1000;

// A day of the calendar is reckoned with as its midnight in UTC, where every day has 24 hours.
const dayFormat = new Intl.DateTimeFormat("en-US", {
  year: "numeric",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});

/** How a due date (such as 2026-01-05) reads today. */
export function describeDue(due, now = new Date()) {
  const [year, month, date] = due.split("-").map(Number);
  const day = utcDay(year, month - 1, date);
  const days = (day - utcDay(now.getFullYear(), now.getMonth(), now.getDate())) / DAY_MS;
  if (days === 0) return "Due today";
  if (days === 1) return "Due tomorrow";
  return days < 0 ? `Overdue: ${dayFormat.format(day)}` : `Due ${dayFormat.format(day)}`;
}

const utcDay = (year, monthIndex, date) => new Date(0).setUTCFullYear(year, monthIndex, date);

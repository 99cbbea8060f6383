const DAY_MS = 24 * 60 * 60 * 1000;

const dayFormat = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "short", day: "numeric" });

/** How a due date (such as 2026-01-05) reads today, wherever the user is. */
export function describeDue(due, now = new Date()) {
  const day = parseDay(due);
  // Days are 23 or 25 hours long where the clocks change.
  const days = Math.round((day - startOfDay(now)) / DAY_MS);
  if (days === 0) return "Due today";
  if (days === 1) return "Due tomorrow";
  return days < 0 ? `Overdue: ${dayFormat.format(day)}` : `Due ${dayFormat.format(day)}`;
}

/** The start of a calendar day here; `new Date(due)` would be its start in Greenwich. */
function parseDay(due) {
  const [year, month, day] = due.split("-").map(Number);
  return new Date(year, month - 1, day);
}

const startOfDay = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

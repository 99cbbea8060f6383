const DAY_MS = 24 * 60 * 60 * 1000;

const dayFormat = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "short", day: "numeric" });

/** How a due date (such as 2026-01-05) reads today. */
export function describeDue(due, now = new Date()) {
  const day = new Date(due);
  const days = Math.floor((day - startOfDay(now)) / DAY_MS);
  if (days === 0) return "Due today";
  if (days === 1) return "Due tomorrow";
  return days < 0 ? `Overdue: ${dayFormat.format(day)}` : `Due ${dayFormat.format(day)}`;
}

const startOfDay = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

const text = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

/** Days are compared as days in Greenwich, where each has 24 hours: the user's today is one of them. */
export function dueText(due) {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const ahead = (Date.parse(due) - today) / 86_400_000;
  if (ahead === 0) return "Due today";
  if (ahead === 1) return "Due tomorrow";
  return `${ahead < 0 ? "Overdue:" : "Due"} ${text.format(new Date(due))}`;
}

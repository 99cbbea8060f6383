const monthAndYear = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
const shortMonth = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });
const fullDate = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

// A calendar day has no time zone: dates stay texts, and are read as UTC only to be written out.
export const monthOf = (date) => date.slice(0, 7);
export const monthName = (month) => monthAndYear.format(new Date(`${month}-01T00:00:00Z`));
export const monthLabel = (month) => shortMonth.format(new Date(`${month}-01T00:00:00Z`));
export const dateName = (date) => fullDate.format(new Date(`${date}T00:00:00Z`));

/** The day on the user's own calendar, as a date input wants it. */
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

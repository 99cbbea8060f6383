const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const MAX_DELAY = 2880;

/** Moments are milliseconds; local time is counted as if it were UTC, which knows no summer time. */
export const parseMoment = (text) => Date.parse(`${text.replace(" ", "T")}:00Z`);

function parseClock(text) {
  const [hours, minutes] = text.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}

/** Minutes, or null where the text is no delay. */
export function parseDelay(text) {
  if (text === "") return 0;
  const minutes = Number.parseInt(text, 10);
  return minutes >= 0 && minutes <= MAX_DELAY ? minutes : null;
}

/** When unloading begins: on arrival, or when the unloading hours next begin. */
function toUnloading(arrival, { from, to }) {
  const day = Math.floor(arrival / DAY_MS) * DAY_MS;
  const opens = day + parseClock(from);
  if (arrival < opens) return opens;
  return arrival <= day + parseClock(to) ? arrival : opens + DAY_MS;
}

/** What becomes of a truck with a delay; `spareMinutes` is negative where it is late. */
export function schedule({ truck, unloading, deadline }, delayMinutes) {
  const arrives = parseMoment(truck.arrives) + delayMinutes * MINUTE_MS;
  const unloads = toUnloading(arrives, unloading);
  return { arrives, unloads, spareMinutes: (parseMoment(deadline) - unloads) / MINUTE_MS };
}

// The data of the two files, by day, and how their values are written.
import csv from "../assets/grid.csv?raw";
import { sources } from "../assets/sources.json";

export { sources };

const [head, ...lines] = csv
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(","));
const column = Object.fromEntries(head.map((name, i) => [name, i]));

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** [{ date, hours: [{ clock, demand, by: { hydro, … } }] }], oldest day first */
export const days = [];
for (const line of lines) {
  const [date, clock] = line[column.time].split("T");
  if (days.at(-1)?.date !== date) {
    const [y, m, d] = date.split("-").map(Number);
    const weekday = new Date(Date.UTC(y, m - 1, d)).getUTCDay();
    days.push({
      date,
      year: y,
      weekend: weekday === 0 || weekday === 6,
      short: `${MONTHS[m - 1]} ${d}`,
      long: `${WEEKDAYS[weekday]}, ${MONTHS[m - 1]} ${d}`,
      hours: [],
    });
  }
  days.at(-1).hours.push({
    clock,
    demand: Number(line[column.demand]),
    by: Object.fromEntries(sources.map((s) => [s.id, Number(line[column[s.id]])])),
  });
}
for (const day of days) {
  day.demand = day.hours.reduce((sum, h) => sum + h.demand, 0);
  day.by = Object.fromEntries(sources.map((s) => [s.id, day.hours.reduce((sum, h) => sum + h.by[s.id], 0)]));
}
export const indexOfDate = new Map(days.map((day, i) => [day.date, i]));
export const maxDemand = Math.max(...days.flatMap((day) => day.hours.map((h) => h.demand)));

/** The figures of some days, of the sources shown; null is what has no value. */
export function figuresOf(some, shown) {
  const demand = some.reduce((sum, day) => sum + day.demand, 0);
  const by = Object.fromEntries(shown.map((s) => [s.id, some.reduce((sum, day) => sum + day.by[s.id], 0)]));
  const generation = shown.reduce((sum, s) => sum + by[s.id], 0);
  const renewable = shown.reduce((sum, s) => sum + (s.renewable ? by[s.id] : 0), 0);
  let peak = null;
  for (const day of some) {
    for (const hour of day.hours)
      if (!peak || hour.demand > peak.demand)
        peak = { demand: hour.demand, time: `${day.long}, ${hour.clock}` };
  }
  return { demand, by, generation, renewable, peak };
}

export const number = (n) => n.toLocaleString("en-US");

/** Tenths of a per cent of a / b, rounded half away from zero, in whole numbers so that nothing is lost before. */
function tenths(a, b) {
  const size = Math.floor((Math.abs(a) * 2000 + b) / (2 * b));
  return a < 0 ? -size : size;
}
const written = (t) => (Math.abs(t) / 10).toFixed(1);
const sign = (t) => (t > 0 ? "+" : t < 0 ? "-" : "");

export const percent = (part, whole) => (whole ? `${written(tenths(part, whole))}%` : "n/a");

export function change(now, before) {
  if (!before) return null;
  const t = tenths(now - before, before);
  return `${sign(t)}${written(t)}%`;
}

/** The difference of the shares a / b and c / d in percentage points */
export function points(a, b, c, d) {
  if (!b || !d) return null;
  const t = tenths(a * d - c * b, b * d);
  return `${sign(t)}${written(t)} pts`;
}

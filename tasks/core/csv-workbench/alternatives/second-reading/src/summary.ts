import type { Row } from "./csv";
import { inCalendar } from "./steps";

export type ColumnType = "empty" | "number" | "date" | "text";
export interface Summary {
  type: ColumnType;
  count: number;
  empty: number;
  distinct: number;
  min: string;
  max: string;
  mean: string;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const isDate = (v: string) => {
  const m = DATE.exec(v);
  return m !== null && inCalendar(Number(m[1]), Number(m[2]), Number(m[3]));
};

/** numerator / denominator rounded to two decimals (halves away from zero), without zeros at the end. */
function rounded(numerator: bigint, denominator: bigint): string {
  const negative = numerator < 0n;
  const n = (negative ? -numerator : numerator) * 100n;
  const cents = (2n * n + denominator) / (2n * denominator);
  const digits = cents.toString().padStart(3, "0");
  const fraction = digits.slice(-2).replace(/0+$/, "");
  return `${negative && cents > 0n ? "-" : ""}${digits.slice(0, -2)}${fraction ? `.${fraction}` : ""}`;
}

/** Least, greatest and mean of decimal numbers, calculated exactly. */
function figures(values: string[]) {
  let places = 0,
    longest = 0;
  for (const v of values) {
    const point = v.indexOf(".");
    if (point >= 0) places = Math.max(places, v.length - point - 1);
    longest = Math.max(longest, point >= 0 ? point : v.length);
  }
  const scaled = (v: string) => {
    const point = v.indexOf(".");
    return point < 0 ? v + "0".repeat(places) : v.slice(0, point) + v.slice(point + 1).padEnd(places, "0");
  };
  let min: bigint,
    max: bigint,
    sum = 0n;
  if (longest + places <= 15) {
    // Plain numbers are exact at this size; the sum is moved to a bigint before it gets too large.
    let lo = Infinity,
      hi = -Infinity,
      part = 0;
    for (const v of values) {
      const n = Number(scaled(v));
      if (n < lo) lo = n;
      if (n > hi) hi = n;
      part += n;
      if (part > 1e15 || part < -1e15) {
        sum += BigInt(part);
        part = 0;
      }
    }
    sum += BigInt(part);
    min = BigInt(lo);
    max = BigInt(hi);
  } else {
    const all = values.map((v) => BigInt(scaled(v)));
    min = max = all[0];
    for (const n of all) {
      if (n < min) min = n;
      if (n > max) max = n;
      sum += n;
    }
  }
  const scale = 10n ** BigInt(places);
  return {
    min: rounded(min, scale),
    max: rounded(max, scale),
    mean: rounded(sum, scale * BigInt(values.length)),
  };
}

export function summarize(rows: readonly Row[], column: number): Summary {
  const values: string[] = [];
  let numbers = true,
    dates = true;
  for (const row of rows) {
    const v = row[column];
    if (v === "") continue;
    values.push(v);
    numbers &&= NUMBER.test(v);
    dates &&= isDate(v);
  }
  const type: ColumnType = !values.length ? "empty" : numbers ? "number" : dates ? "date" : "text";
  let min = "n/a",
    max = "n/a",
    mean = "n/a";
  if (type === "number") ({ min, max, mean } = figures(values));
  if (type === "date") {
    min = max = values[0];
    for (const v of values) {
      if (v < min) min = v;
      if (v > max) max = v;
    }
  }
  return {
    type,
    count: values.length,
    empty: rows.length - values.length,
    distinct: new Set(values).size,
    min,
    max,
    mean,
  };
}

export interface Sort {
  column: number;
  direction: "ascending" | "descending";
}
const collator = new Intl.Collator("en", { sensitivity: "accent" });

export function sortRows(rows: readonly Row[], sort: Sort, type: ColumnType): readonly Row[] {
  const { column } = sort;
  const sign = sort.direction === "ascending" ? 1 : -1;
  const full = rows.filter((r) => r[column] !== "");
  const empty = rows.filter((r) => r[column] === "");
  if (type === "number") {
    const keyed = full.map((row) => ({ row, key: Number(row[column]) }));
    keyed.sort((a, b) => sign * (a.key - b.key));
    return [...keyed.map((k) => k.row), ...empty];
  }
  const keyed = full.map((row) => ({ row, key: row[column].toLowerCase() }));
  keyed.sort((a, b) => sign * collator.compare(a.key, b.key));
  return [...keyed.map((k) => k.row), ...empty];
}

export function filterRows(rows: readonly Row[], column: number | null, text: string): readonly Row[] {
  if (text === "") return rows;
  const wanted = text.toLowerCase();
  return column === null
    ? rows.filter((row) => row.some((v) => v.toLowerCase().includes(wanted)))
    : rows.filter((row) => row[column].toLowerCase().includes(wanted));
}

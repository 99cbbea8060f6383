import type { Sheet } from "./csv.ts";

/** A step as it is stored: its kind, its columns by name (none: all of them), and what its fields held. */
export interface Step {
  do: string;
  columns: string[];
  a: string;
  b: string;
}

type Field = { label: string; options?: string[] };

interface Kind {
  fields: Field[];
  all?: boolean;
  many?: boolean;
  parses?: boolean;
  fault?: (step: Step) => string | null;
  says: (step: Step, where: string) => string;
  convert: (value: string, step: Step) => string | null;
}

const realDate = (year: string, month: string, day: string): string | null => {
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : text;
};

export const isIsoDate = (text: string): boolean => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return parts !== null && realDate(parts[1]!, parts[2]!, parts[3]!) !== null;
};

function toNumber(value: string, [group, decimal]: string[]): string | null {
  const bare = value.replace(/[\s$€£]+/g, "");
  const [whole = "", fraction, ...more] = bare.replace(/^-/, "").split(decimal!);
  const groups = whole.split(group!);
  const isGrouped = groups.every((part, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
  const isPlain = groups.length === 1 && /^\d+$/.test(whole);
  if (more.length > 0 || !(isGrouped || isPlain) || (fraction !== undefined && !/^\d+$/.test(fraction)))
    return null;
  return `${bare.startsWith("-") ? "-" : ""}${groups.join("")}${fraction === undefined ? "" : `.${fraction}`}`;
}

function toDate(value: string, format: string): string | null {
  const mark = format[2]!;
  const parts = value.trim().split(mark);
  if (parts.length !== 3 || !parts.every((part, at) => (at === 2 ? /^\d{4}$/ : /^\d\d?$/).test(part)))
    return null;
  const [day, month] = format.startsWith("D") ? [parts[0]!, parts[1]!] : [parts[1]!, parts[0]!];
  return realDate(parts[2]!, month, day);
}

function toTitle(value: string): string {
  return [...value.toLowerCase()]
    .map((char, at, all) =>
      at === 0 || all[at - 1] === " " || all[at - 1] === "-" ? char.toUpperCase() : char,
    )
    .join("");
}

export const KINDS: Record<string, Kind> = {
  "Trim spaces": {
    fields: [],
    all: true,
    says: (_, where) => `Trim spaces in ${where}`,
    convert: (value) => value.trim(),
  },
  "Fill empty": {
    fields: [{ label: "Value" }],
    fault: ({ a }) => (a === "" ? "Enter a value to fill in." : null),
    says: ({ a }, where) => `Fill empty in ${where} with ${a}`,
    convert: (value, { a }) => (value.length === 0 ? a : value),
  },
  "Change case": {
    fields: [{ label: "Case", options: ["UPPER CASE", "lower case", "Title Case"] }],
    says: ({ a }, where) => `Change case in ${where} to ${a}`,
    convert: (value, { a }) =>
      a === "UPPER CASE" ? value.toUpperCase() : a === "lower case" ? value.toLowerCase() : toTitle(value),
  },
  "Find and replace": {
    fields: [{ label: "Find" }, { label: "Replace with" }],
    all: true,
    fault: ({ a }) => (a === "" ? "Enter a text to find." : null),
    says: ({ a, b }, where) => `Replace "${a}" with "${b}" in ${where}`,
    convert: (value, { a, b }) => value.split(a).join(b),
  },
  "Parse numbers": {
    fields: [{ label: "Written like", options: ["1,234.56", "1.234,56"] }],
    parses: true,
    says: ({ a }, where) => `Parse numbers in ${where} as ${a}`,
    convert: (value, { a }) => (value === "" ? "" : toNumber(value, [a[1]!, a[5]!])),
  },
  "Parse dates": {
    fields: [{ label: "Written like", options: ["DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY"] }],
    parses: true,
    says: ({ a }, where) => `Parse dates in ${where} as ${a}`,
    convert: (value, { a }) => (value === "" ? "" : toDate(value, a)),
  },
  "Drop duplicates": {
    fields: [],
    many: true,
    fault: ({ columns }) => (columns.length === 0 ? "Choose at least one column." : null),
    says: ({ columns }) => `Drop duplicates by ${columns.join(", ")}`,
    convert: (value) => value,
  },
};

export const count = (number: number): string => number.toLocaleString("en-US");

export const describe = (step: Step): string => KINDS[step.do]!.says(step, step.columns[0] ?? "all columns");

/** The rows that a recipe makes of a sheet, and what each step says of itself. */
export function run(sheet: Sheet, steps: Step[]): { rows: string[][]; results: string[] } {
  let { rows } = sheet;
  const results = steps.map((step) => {
    const kind = KINDS[step.do]!;
    const missing = step.columns.find((name) => !sheet.names.includes(name));
    if (missing !== undefined) return `skipped: no column ${missing}`;
    const at = (step.columns.length === 0 ? sheet.names : step.columns).map((name) =>
      sheet.names.indexOf(name),
    );
    if (kind.many) {
      const before = rows.length;
      const seen = new Map<string, true>();
      rows = rows.filter((row) => {
        const key = at.map((column) => `${row[column]!.length}:${row[column]!}`).join("");
        const isNew = !seen.has(key);
        seen.set(key, true);
        return isNew;
      });
      const dropped = before - rows.length;
      return `${count(dropped)} ${dropped === 1 ? "row" : "rows"} dropped`;
    }
    let [changed, strange] = [0, 0];
    rows = rows.map((row) => {
      const copy = row.slice();
      for (const column of at) {
        const made = kind.convert(row[column]!, step);
        if (made === null) strange += 1;
        else if (made !== row[column]) {
          changed += 1;
          copy[column] = made;
        }
      }
      return copy;
    });
    return `${count(changed)} changed${kind.parses ? `, ${count(strange)} not understood` : ""}`;
  });
  return { rows, results };
}

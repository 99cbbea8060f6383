import { count, type Row } from "./csv";

export const CASES = ["UPPER CASE", "lower case", "Title Case"] as const;
export const NUMBER_STYLES = ["1,234.56", "1.234,56"] as const;
export const DATE_STYLES = ["DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY"] as const;
export type Case = (typeof CASES)[number];
export type NumberStyle = (typeof NUMBER_STYLES)[number];
export type DateStyle = (typeof DATE_STYLES)[number];

/** `column: null` stands for all columns. */
export type Step =
  | { kind: "trim"; column: string | null }
  | { kind: "fill"; column: string; value: string }
  | { kind: "case"; column: string; to: Case }
  | { kind: "replace"; column: string | null; find: string; by: string }
  | { kind: "numbers"; column: string; style: NumberStyle }
  | { kind: "dates"; column: string; style: DateStyle }
  | { kind: "duplicates"; columns: string[] };
export type Kind = Step["kind"];

export const KINDS: [Kind, string][] = [
  ["trim", "Trim spaces"],
  ["fill", "Fill empty"],
  ["case", "Change case"],
  ["replace", "Find and replace"],
  ["numbers", "Parse numbers"],
  ["dates", "Parse dates"],
  ["duplicates", "Drop duplicates"],
];

export function describe(step: Step): string {
  switch (step.kind) {
    case "trim":
      return `Trim spaces in ${step.column ?? "all columns"}`;
    case "fill":
      return `Fill empty in ${step.column} with ${step.value}`;
    case "case":
      return `Change case in ${step.column} to ${step.to}`;
    case "replace":
      return `Replace "${step.find}" with "${step.by}" in ${step.column ?? "all columns"}`;
    case "numbers":
      return `Parse numbers in ${step.column} as ${step.style}`;
    case "dates":
      return `Parse dates in ${step.column} as ${step.style}`;
    case "duplicates":
      return `Drop duplicates by ${step.columns.join(", ")}`;
  }
}

export function isStep(s: any): s is Step {
  if (typeof s !== "object" || s === null) return false;
  const text = (x: unknown) => typeof x === "string";
  switch (s.kind) {
    case "trim":
      return s.column === null || text(s.column);
    case "fill":
      return text(s.column) && text(s.value) && s.value !== "";
    case "case":
      return text(s.column) && CASES.includes(s.to);
    case "replace":
      return (s.column === null || text(s.column)) && text(s.find) && s.find !== "" && text(s.by);
    case "numbers":
      return text(s.column) && NUMBER_STYLES.includes(s.style);
    case "dates":
      return text(s.column) && DATE_STYLES.includes(s.style);
    case "duplicates":
      return Array.isArray(s.columns) && s.columns.length > 0 && s.columns.every(text);
    default:
      return false;
  }
}

// ------------------------------------------------------------ single values
export function inCalendar(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function titleCase(value: string): string {
  let out = "",
    first = true;
  for (const c of value.toLowerCase()) {
    out += first ? c.toUpperCase() : c;
    first = c === " " || c === "-";
  }
  return out;
}

/** The value rewritten, or null where it is not understood. */
function parseNumber(value: string, style: NumberStyle): string | null {
  const bare = value.replace(/[\s$€£]/g, "");
  const english = style === "1,234.56";
  const form = english
    ? /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/
    : /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/;
  if (!form.test(bare)) return null;
  return english ? bare.replaceAll(",", "") : bare.replaceAll(".", "").replace(",", ".");
}

function parseDate(value: string, style: DateStyle): string | null {
  const dotted = style === "DD.MM.YYYY";
  const m = (dotted ? /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/ : /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/).exec(
    value.trim(),
  );
  if (!m) return null;
  const [day, month] = style === "MM/DD/YYYY" ? [m[2], m[1]] : [m[1], m[2]];
  if (!inCalendar(Number(m[3]), Number(month), Number(day))) return null;
  return `${m[3]}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

// ------------------------------------------------------------ whole steps
export interface Result {
  rows: readonly Row[];
  outcome: string;
}

export function apply(step: Step, columns: readonly string[], rows: readonly Row[]): Result {
  const wanted =
    step.kind === "duplicates" ? step.columns : step.column === null ? [...columns] : [step.column];
  const missing = wanted.find((name) => !columns.includes(name));
  if (missing !== undefined) return { rows, outcome: `skipped: no column ${missing}` };
  const places = wanted.map((name) => columns.indexOf(name));

  if (step.kind === "duplicates") {
    const seen = new Set<string>();
    const kept = rows.filter((row) => {
      const key = JSON.stringify(places.map((p) => row[p]));
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    const dropped = rows.length - kept.length;
    return { rows: kept, outcome: `${count(dropped)} ${dropped === 1 ? "row" : "rows"} dropped` };
  }

  let changed = 0,
    failed = 0;
  const parsed = (answer: string | null, value: string) => {
    if (answer !== null) return answer;
    failed++;
    return value;
  };
  const change = (value: string): string => {
    switch (step.kind) {
      case "trim":
        return value.trim();
      case "fill":
        return value === "" ? step.value : value;
      case "case":
        return step.to === "UPPER CASE"
          ? value.toUpperCase()
          : step.to === "lower case"
            ? value.toLowerCase()
            : titleCase(value);
      case "replace":
        return value.includes(step.find) ? value.split(step.find).join(step.by) : value;
      case "numbers":
        return value === "" ? value : parsed(parseNumber(value, step.style), value);
      case "dates":
        return value === "" ? value : parsed(parseDate(value, step.style), value);
    }
  };
  const out = rows.map((row) => {
    let copy: string[] | null = null;
    for (const p of places) {
      const value = change(row[p]);
      if (value === row[p]) continue;
      copy ??= [...row];
      copy[p] = value;
      changed++;
    }
    return copy ?? row;
  });
  const parsing = step.kind === "numbers" || step.kind === "dates";
  return {
    rows: out,
    outcome: `${count(changed)} changed${parsing ? `, ${count(failed)} not understood` : ""}`,
  };
}

/** Applies a list of steps; what earlier lists have in common with it at the beginning is not done again. */
export function makeRunner(columns: readonly string[], rows: readonly Row[]) {
  let done: { step: Step; result: Result }[] = [];
  return (steps: readonly Step[]): Result[] => {
    let same = 0;
    while (same < steps.length && same < done.length && done[same].step === steps[same]) same++;
    done = done.slice(0, same);
    for (const step of steps.slice(same)) {
      const before = done.length ? done[done.length - 1].result.rows : rows;
      done.push({ step, result: apply(step, columns, before) });
    }
    return done.map((d) => d.result);
  };
}

import type { Row, Table } from "../table.ts";
import { convertValue, type ValueStep } from "./convert-value.ts";
import type { Step } from "./step.ts";

/** What a step did to the table that it was given. */
export type Outcome =
  | { readonly kind: "skipped"; readonly missingColumn: string }
  | { readonly kind: "dropped"; readonly rows: number }
  | { readonly kind: "changed"; readonly values: number }
  | { readonly kind: "parsed"; readonly values: number; readonly notUnderstood: number };

export interface Applied {
  readonly table: Table;
  /** One a step. */
  readonly outcomes: readonly Outcome[];
}

/** Applies the steps one after the other; the table itself stays as it is. */
export function applySteps(original: Table, steps: readonly Step[]): Applied {
  const outcomes: Outcome[] = [];
  let table = original;
  for (const step of steps) {
    const [next, outcome] = applyStep(table, step);
    table = next;
    outcomes.push(outcome);
  }
  return { table, outcomes };
}

function applyStep(table: Table, step: Step): [Table, Outcome] {
  return step.kind === "duplicates" ? dropDuplicates(table, step.columns) : convertValues(table, step);
}

function dropDuplicates(table: Table, names: readonly string[]): [Table, Outcome] {
  const indexes = names.map((name) => table.columns.indexOf(name));
  const seen = new Set<string>();
  const rows = table.rows.filter((row) => {
    const key = JSON.stringify(indexes.map((index) => row[index]));
    return !seen.has(key) && seen.add(key);
  });
  return [
    { ...table, rows },
    { kind: "dropped", rows: table.rows.length - rows.length },
  ];
}

function convertValues(table: Table, step: ValueStep): [Table, Outcome] {
  const touched = table.columns.map((name) => step.column === null || step.column === name);
  let values = 0;
  let notUnderstood = 0;
  const convertRow = (row: Row): Row => {
    const converted = row.map((value, index) => {
      if (!touched[index]) return value;
      const result = convertValue(step, value);
      if (result === null) notUnderstood += 1;
      return result ?? value;
    });
    const changes = converted.filter((value, index) => value !== row[index]).length;
    values += changes;
    return changes === 0 ? row : converted;
  };
  const rows = table.rows.map(convertRow);
  const parses = step.kind === "numbers" || step.kind === "dates";
  return [
    { ...table, rows },
    parses ? { kind: "parsed", values, notUnderstood } : { kind: "changed", values },
  ];
}

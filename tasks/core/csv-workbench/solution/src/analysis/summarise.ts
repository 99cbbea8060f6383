import type { Table } from "../table.ts";
import { type ColumnType, guessType } from "./column-type.ts";

export interface ColumnSummary {
  readonly name: string;
  readonly type: ColumnType;
  readonly count: number;
  readonly empty: number;
  readonly distinct: number;
  /** As they are shown; null where the type has none. */
  readonly min: string | null;
  readonly max: string | null;
  readonly mean: string | null;
}

export function summarise({ columns, rows }: Table): ColumnSummary[] {
  return columns.map((name, index) => {
    const filled = rows.map((row) => row[index]!).filter((value) => value !== "");
    const type = guessType(filled);
    return {
      name,
      type,
      count: filled.length,
      empty: rows.length - filled.length,
      distinct: new Set(filled).size,
      ...measure(filled, type),
    };
  });
}

type Measures = Pick<ColumnSummary, "min" | "max" | "mean">;

function measure(filled: readonly string[], type: ColumnType): Measures {
  if (type === "number") return measureNumbers(filled.map(Number));
  if (type === "date") {
    const [min, max] = extremes(filled);
    return { min, max, mean: null };
  }
  return { min: null, max: null, mean: null };
}

function measureNumbers(numbers: readonly number[]): Measures {
  const [min, max] = extremes(numbers);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return { min: formatNumber(min), max: formatNumber(max), mean: formatNumber(mean) };
}

/** Smallest and largest of values of which there is at least one. */
function extremes<Value extends string | number>(values: readonly Value[]): [Value, Value] {
  return values.reduce<[Value, Value]>(
    ([min, max], value) => [value < min ? value : min, value > max ? value : max],
    [values[0]!, values[0]!],
  );
}

const twoDecimals = new Intl.NumberFormat("en-US", {
  maximumFractionDigits: 2,
  useGrouping: false,
  signDisplay: "negative",
});

/** `1234.5`, `7`, `-0.25` */
function formatNumber(number: number): string {
  return twoDecimals.format(number);
}

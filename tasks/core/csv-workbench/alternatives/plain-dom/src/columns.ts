import { count, isIsoDate } from "./steps.ts";

export const FIGURES = ["type", "count", "empty", "distinct", "min", "max", "mean"] as const;
export type Figures = Record<(typeof FIGURES)[number], string>;

const round = (number: number): string => {
  const text = number.toFixed(2).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
};

export function describeColumn(rows: string[][], column: number): Figures {
  const values: string[] = [];
  for (const row of rows) if (row[column] !== "") values.push(row[column]!);
  const figures: Figures = {
    type: "text",
    count: count(values.length),
    empty: count(rows.length - values.length),
    distinct: count(new Set(values).size),
    min: "n/a",
    max: "n/a",
    mean: "n/a",
  };
  if (values.length === 0) figures.type = "empty";
  else if (values.every((value) => /^-?[0-9]+(\.[0-9]+)?$/.test(value))) {
    figures.type = "number";
    let [min, max, sum] = [Infinity, -Infinity, 0];
    for (const value of values) {
      const number = Number(value);
      min = Math.min(min, number);
      max = Math.max(max, number);
      sum += number;
    }
    Object.assign(figures, { min: round(min), max: round(max), mean: round(sum / values.length) });
  } else if (values.every(isIsoDate)) {
    const sorted = values.toSorted();
    Object.assign(figures, { type: "date", min: sorted[0]!, max: sorted.at(-1)! });
  }
  return figures;
}

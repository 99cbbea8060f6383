import type { Row, Table } from "../table.ts";
import type { ColumnType } from "./column-type.ts";

export interface Sort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

export interface Filter {
  /** Null means any of them. */
  readonly column: string | null;
  readonly text: string;
}

/** The rows that the filter lets through, in the order of the sort. */
export function arrangeRows(
  table: Table,
  types: readonly ColumnType[],
  { sort, filter }: { sort: Sort | null; filter: Filter },
): readonly Row[] {
  const rows = filterRows(table, filter);
  if (sort === null) return rows;
  const index = table.columns.indexOf(sort.column);
  const compare = types[index] === "number" ? compareNumbers : collator.compare;
  const sorted = rows.toSorted((one, other) => {
    const [a, b] = [one[index]!, other[index]!];
    if (a === "" || b === "") return Number(a === "") - Number(b === "");
    return compare(a, b);
  });
  return sort.direction === "ascending" ? sorted : sorted.toReversed();
}

const collator = new Intl.Collator("en", { sensitivity: "accent" });

const compareNumbers = (a: string, b: string): number => Number(a) - Number(b);

function filterRows({ columns, rows }: Table, { column, text }: Filter): readonly Row[] {
  const wanted = text.toLowerCase();
  if (wanted === "") return rows;
  const contains = (value: string) => value.toLowerCase().includes(wanted);
  if (column === null) return rows.filter((row) => row.some(contains));
  const index = columns.indexOf(column);
  return rows.filter((row) => contains(row[index]!));
}

/** A click on a column's name: ascending, then descending, then the order of the file again. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, direction: "ascending" };
  return sort.direction === "ascending" ? { column, direction: "descending" } : null;
}

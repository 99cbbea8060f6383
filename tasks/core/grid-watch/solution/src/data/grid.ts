import csv from "../../assets/grid.csv?raw";
import file from "../../assets/sources.json";

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly renewable: boolean;
}

export interface Hour {
  /** Of the day, 0 to 23. */
  readonly hour: number;
  readonly demand: number;
  /** In MW, in the order of {@link SOURCES}. */
  readonly generation: readonly number[];
}

export interface Day {
  readonly index: number;
  /** Such as 2025-11-03. */
  readonly date: string;
  readonly hours: readonly Hour[];
}

export const SOURCES: readonly Source[] = file.sources;
export const DAYS: readonly Day[] = parseDays(csv);

function parseDays(text: string): Day[] {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const columns = head!.split(",");
  const columnOf = (name: string) => columns.indexOf(name);
  const rows = lines.map((line) => line.split(","));
  const byDate = Map.groupBy(rows, (row) => row[columnOf("time")]!.slice(0, 10));
  return [...byDate].map(([date, found], index) => ({
    index,
    date,
    hours: found.map((row) => ({
      hour: Number(row[columnOf("time")]!.slice(11, 13)),
      demand: Number(row[columnOf("demand")]),
      generation: SOURCES.map(({ id }) => Number(row[columnOf(id)])),
    })),
  }));
}

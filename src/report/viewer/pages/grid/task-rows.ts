import { type RunIndex, STATES } from "../../../model/report-index.ts";
import { compareNames } from "./compare-names.ts";
import type { TaskSort } from "./view.ts";

/** One task, and its trials by configuration. */
export interface TaskRow {
  /** Place in `RunIndex.tasks`. */
  readonly task: number;
  /** Places of trials, in the order of the columns. */
  readonly cells: readonly (readonly number[])[];
  readonly trials: number;
}

export interface TaskGrid {
  /** Places of the configurations that have a trial in it, in `summary.groups`. */
  readonly groups: readonly number[];
  readonly rows: readonly TaskRow[];
}

const FAILED = STATES.indexOf("failed");

export function toTaskGrid(run: RunIndex, places: readonly number[], sort: TaskSort): TaskGrid {
  const { trials, summary } = run;
  const shown = new Set(places.map((n) => trials.group[n]!));
  const groups = [...summary.groups.keys()].filter((group) => shown.has(group));
  const columns = new Map(groups.map((group, column) => [group, column]));
  const byTask = new Map<number, number[][]>();
  for (const n of places) {
    const task = trials.task[n]!;
    let cells = byTask.get(task);
    if (cells === undefined) {
      cells = groups.map(() => []);
      byTask.set(task, cells);
    }
    cells[columns.get(trials.group[n]!)!]!.push(n);
  }
  const rows = [...byTask].map(([task, cells]) => ({
    task,
    cells,
    trials: cells.reduce((sum, cell) => sum + cell.length, 0),
  }));
  return { groups, rows: sortRows(run, rows, sort) };
}

/** What a row is sorted by: the greater comes first. */
function toWeight({ trials }: RunIndex, { cells }: TaskRow, sort: TaskSort): number {
  const all = cells.flat();
  switch (sort) {
    case "name":
      return 0;
    // The worst first: those are looked at.
    case "score":
      return -(meanOf(all.map((n) => trials.score[n])) ?? Number.POSITIVE_INFINITY);
    case "failed":
      return all.filter((n) => trials.state[n] === FAILED).length;
    case "slowest":
      return meanOf(all.map((n) => trials.durationMs[n])) ?? -1;
    case "dearest":
      return meanOf(all.map((n) => trials.costUsd[n])) ?? -1;
  }
}

function sortRows(run: RunIndex, rows: readonly TaskRow[], sort: TaskSort): TaskRow[] {
  const weights = new Map(rows.map((row) => [row, toWeight(run, row, sort)]));
  const name = ({ task }: TaskRow): string => run.tasks[task]!.title;
  return rows.toSorted((a, b) => weights.get(b)! - weights.get(a)! || compareNames(name(a), name(b)));
}

/** Over what is known; null where nothing is. */
export function meanOf(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value): value is number => value !== null && value !== undefined);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

import type { Comparison } from "../../core/comparison.ts";
import type { BoardRow, Metric, TaskFacet } from "../../core/leaderboard.ts";

/** The leaderboard over all runs of the report: on all tasks, and on every slice of them. */
export interface Boards {
  readonly metric: Metric;
  /** The first one is over all tasks. */
  readonly boards: readonly SlicedBoard[];
  /** What is unlike in the runs, in words; none: they may stand beside each other. */
  readonly unlike: readonly string[];
}

export interface SlicedBoard {
  readonly slice: { readonly by: TaskFacet; readonly value: string } | null;
  readonly k: number | null;
  readonly rows: readonly BoardRow[];
}

/** `buildoff compare`, as data; what refuses a comparison stands in it, and it was made all the same. */
export interface ComparisonDetail {
  readonly a: string;
  readonly b: string;
  /** Null where nothing can be compared. */
  readonly comparison: Comparison | null;
  readonly reason: string | null;
}

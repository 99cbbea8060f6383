import { findDifferences } from "../../analysis/comparability.ts";
import { compareSides } from "../../analysis/compare.ts";
import { type Board, toBoard, toRows } from "../../analysis/leaderboard.ts";
import { listValues } from "../../analysis/leaderboard/slice.ts";
import { pairAcrossRuns, pairWithinRun } from "../../analysis/pair-sides.ts";
import { UserError } from "../../core/errors.ts";
import { type TaskFacet, TaskFacetSchema } from "../../core/leaderboard.ts";
import type { Summary } from "../../core/summary.ts";
import type { Boards, ComparisonDetail, SlicedBoard } from "../model/boards.ts";

/** The leaderboard over all tasks, and over each part of them. */
export function toBoards(summaries: readonly Summary[]): Boards {
  const board = toBoard(summaries, null);
  const slices = TaskFacetSchema.options.flatMap((by) => {
    const values = listValues(by, board.entries, board.facets);
    return values.length < 2 ? [] : values.map((value) => ({ by, value }));
  });
  return {
    metric: board.metric,
    boards: [null, ...slices].map((slice) => toSlicedBoard(board, slice)),
    unlike: board.differences.map(
      ({ between, what, a, b }) => `${what}: ${a} in ${between[0]}, ${b} in ${between[1]}`,
    ),
  };
}

function toSlicedBoard(board: Board, slice: { by: TaskFacet; value: string } | null): SlicedBoard {
  const slices = slice === null ? [] : [{ by: slice.by, values: [slice.value] }];
  return { slice, ...toRows(board, { slices, k: null, onlyFront: false }) };
}

/** As `buildoff compare` does it, with the same seed; what would refuse it there stands in the comparison. */
export function toComparisonDetail(a: Summary, b: Summary): ComparisonDetail {
  const ids = { a: a.runId, b: b.runId };
  const isOneRun = a === b;
  try {
    const refused = findDifferences(a.conditions, b.conditions).some(
      ({ severity }) => severity === "refuses",
    );
    const sides = isOneRun ? pairWithinRun(a, {}) : pairAcrossRuns(a, b, {});
    const comparison = compareSides({ sides, headline: a.headline, seed: 0, isForced: refused });
    return { ...ids, comparison, reason: null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...ids, comparison: null, reason: `${error.message}: ${error.hint}` };
  }
}

import { findFront } from "../../../../analysis/leaderboard/pareto.ts";
import { rankByInterval } from "../../../../analysis/leaderboard/rank.ts";
import type { BoardRow, Metric, ModelFacet } from "../../../../core/leaderboard.ts";
import {
  isPubliclyAvailable,
  MODEL_FACETS,
  valuesOfModel,
} from "../../../../analysis/leaderboard/model-values.ts";
import type { BoardView, Column } from "./view.ts";

/** A row with its place among those that are shown. */
export interface ShownRow {
  readonly row: BoardRow;
  /** Null where it is not ranked. */
  readonly rank: number | null;
  readonly isShared: boolean;
  readonly isOnFront: boolean;
}

/** Rows that fit, ranked anew among each other as the analysis ranks them, and sorted. */
export function toShownRows(rows: readonly BoardRow[], view: BoardView, metric: Metric): ShownRow[] {
  const ranked = rankRows(
    rows.filter((row) => fits(row, view)),
    metric,
  );
  const kept = view.onlyFront ? ranked.filter(({ isOnFront }) => isOnFront) : ranked;
  return sortRows(kept, view, metric);
}

function fits({ configuration }: BoardRow, { wanted, onlyPublic }: BoardView): boolean {
  if (onlyPublic && !isPubliclyAvailable(configuration)) return false;
  return MODEL_FACETS.every((facet) => {
    const values = wanted[facet];
    return (
      values === undefined || valuesOfModel(facet, configuration).some((value) => values.includes(value))
    );
  });
}

/** What is not ranked takes no rank from others, and a reference is no offer: it costs nothing and beats everybody. */
function rankRows(rows: readonly BoardRow[], metric: Metric): ShownRow[] {
  const ranks = rankByInterval(
    rows.map((row) => (row.unranked === null ? row[metric] : { ...row[metric], interval: null })),
  );
  const front = findFront(
    rows.map(({ unranked, perTrial, score }) => ({
      costUsd: unranked === "no-model" ? null : perTrial.costUsd,
      score: score.value,
    })),
  );
  return rows.map((row, place) => ({
    row,
    rank: ranks[place]!,
    isShared: ranks[place] !== null && ranks.filter((rank) => rank === ranks[place]).length > 1,
    isOnFront: front[place]!,
  }));
}

type KeyOf = (shown: ShownRow) => number | string | null;

const KEYS: Readonly<Record<Exclude<Column, "rank">, KeyOf>> = {
  configuration: ({ row }) => row.label.toLowerCase(),
  score: ({ row }) => row.score.value,
  passRate: ({ row }) => row.passRate.value,
  allOf: ({ row }) => row.passAt?.allOf ?? null,
  costUsd: ({ row }) => row.perTrial.costUsd,
  costPerPassedUsd: ({ row }) => row.costPerPassedUsd,
  tasks: ({ row }) => row.tasks,
  scored: ({ row }) => row.scored,
};

/** A first click shows the best first, which for money is the least. */
const FALLS: ReadonlySet<Column> = new Set(["score", "passRate", "allOf", "tasks", "scored"]);

export const sortsDown = ({ sort, isDescending }: BoardView): boolean => FALLS.has(sort) !== isDescending;

function sortRows(rows: readonly ShownRow[], view: BoardView, metric: Metric): ShownRow[] {
  const byRank = rows.toSorted(
    (a, b) =>
      compareKeys(a.rank, b.rank, false) ||
      Number(a.row.unranked === "no-model") - Number(b.row.unranked === "no-model") ||
      compareKeys(a.row[metric].value, b.row[metric].value, true) ||
      compareKeys(a.row.label, b.row.label, false),
  );
  if (view.sort === "rank") return view.isDescending ? byRank.toReversed() : byRank;
  const keyOf = KEYS[view.sort];
  return byRank.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), sortsDown(view)));
}

/** What is not known stands last, whichever way it is sorted. */
function compareKeys(a: number | string | null, b: number | string | null, isDown: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b === isDown ? 1 : -1;
}

/** Every value of a facet in these rows with how many have it, sorted. */
export function countValues(rows: readonly BoardRow[], facet: ModelFacet): [string, number][] {
  const counts = new Map<string, number>();
  for (const { configuration } of rows)
    for (const value of valuesOfModel(facet, configuration)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

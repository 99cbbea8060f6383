import { MODEL_FACETS } from "../../../../analysis/leaderboard/model-values.ts";
import type { ModelFacet } from "../../../../core/leaderboard.ts";

export const COLUMNS = [
  "rank",
  "configuration",
  "score",
  "passRate",
  "allOf",
  "costUsd",
  "costPerPassedUsd",
  "tasks",
  "scored",
] as const;
export type Column = (typeof COLUMNS)[number];

/** What of the leaderboard is shown; all of it stands in the address. */
export interface BoardView {
  /** `<facet>:<value>` of a slice of tasks; null: all tasks. */
  readonly slice: string | null;
  /** Wanted values by facet: one of each must fit. */
  readonly wanted: Readonly<Partial<Record<ModelFacet, readonly string[]>>>;
  readonly onlyPublic: boolean;
  readonly onlyFront: boolean;
  readonly sort: Column;
  readonly isDescending: boolean;
}

export function parseView(query: URLSearchParams): BoardView {
  const sort = query.get("sort") ?? "rank";
  return {
    slice: query.get("slice"),
    wanted: Object.fromEntries(
      MODEL_FACETS.flatMap((facet) => {
        const values = query.getAll(facet);
        return values.length === 0 ? [] : [[facet, values] as const];
      }),
    ),
    onlyPublic: query.get("public") === "1",
    onlyFront: query.get("front") === "1",
    sort: COLUMNS.find((column) => column === sort) ?? "rank",
    isDescending: query.get("order") === "down",
  };
}

export const toQuery = (view: BoardView) => ({
  slice: view.slice,
  ...view.wanted,
  public: view.onlyPublic ? "1" : null,
  front: view.onlyFront ? "1" : null,
  sort: view.sort === "rank" ? null : view.sort,
  order: view.isDescending ? "down" : null,
});

/** Whether some configurations are left out, so that ranks among the rest are other ones. */
export const isFiltered = ({ wanted, onlyPublic }: BoardView): boolean =>
  onlyPublic || Object.keys(wanted).length > 0;

/** The view with a value of a facet wanted, or no longer. */
export function toggleValue(view: BoardView, facet: ModelFacet, value: string): BoardView {
  const before = view.wanted[facet] ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const { [facet]: _, ...rest } = view.wanted;
  return { ...view, wanted: after.length === 0 ? rest : { ...rest, [facet]: after } };
}

/** A column that is sorted by already is turned round. */
export const sortBy = (view: BoardView, sort: Column): BoardView => ({
  ...view,
  sort,
  isDescending: view.sort === sort && !view.isDescending,
});

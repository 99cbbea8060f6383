import { hrefs } from "../../data/router.ts";

/** What trials can be chosen by. In the address each stands as often as it has values. */
export const FILTERS = [
  "category",
  "difficulty",
  "locale",
  "language",
  "state",
  "outcome",
  "phase",
  "check",
  "group",
  "task",
] as const;
export type Filter = (typeof FILTERS)[number];

export const LAYOUTS = ["grid", "list"] as const;
export type Layout = (typeof LAYOUTS)[number];
export const TASK_SORTS = ["name", "score", "failed", "slowest", "dearest"] as const;
export type TaskSort = (typeof TASK_SORTS)[number];
export const LIST_COLUMNS = ["plan", "task", "group", "state", "score", "failed", "cost", "time"] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What the page shows: all of it stands in the address. */
export interface GridView {
  readonly text: string;
  readonly wanted: Readonly<Record<Filter, readonly string[]>>;
  /** Place of the run that flips are told against; null: none. */
  readonly against: number | null;
  readonly onlyFlips: boolean;
  /** Null: as the number of trials asks for. */
  readonly layout: Layout | null;
  readonly sort: TaskSort;
  readonly order: ListOrder;
  readonly hasPictures: boolean;
}

export interface ListOrder {
  readonly column: ListColumn;
  readonly isDescending: boolean;
}

export function parseView(query: URLSearchParams, runs: number): GridView {
  const against = Number(query.get("against") ?? Number.NaN);
  const order = query.get("order") ?? "plan";
  const column = LIST_COLUMNS.find((name) => name === order.replace(/^-/, "")) ?? "plan";
  return {
    text: query.get("q") ?? "",
    wanted: toWanted((name) => query.getAll(name)),
    against: Number.isInteger(against) && against > 0 && against < runs ? against : null,
    onlyFlips: query.get("flips") === "only",
    layout: LAYOUTS.find((name) => name === query.get("layout")) ?? null,
    sort: TASK_SORTS.find((name) => name === query.get("sort")) ?? "name",
    order: { column, isDescending: order.startsWith("-") },
    hasPictures: query.get("pictures") !== "off",
  };
}

const toWanted = (valuesOf: (name: Filter) => readonly string[]): GridView["wanted"] =>
  Object.fromEntries(FILTERS.map((name) => [name, valuesOf(name)])) as Record<Filter, readonly string[]>;

export function toViewHref(view: GridView): string {
  const { column, isDescending } = view.order;
  const order = `${isDescending ? "-" : ""}${column}`;
  return hrefs.grid({
    q: view.text,
    ...view.wanted,
    against: view.against,
    flips: view.against !== null && view.onlyFlips ? "only" : null,
    layout: view.layout,
    sort: view.sort === "name" ? null : view.sort,
    order: order === "plan" ? null : order,
    pictures: view.hasPictures ? null : "off",
  });
}

export const isFiltered = ({ text, wanted, onlyFlips, against }: GridView): boolean =>
  text !== "" || FILTERS.some((name) => wanted[name].length > 0) || (onlyFlips && against !== null);

/** The view without any filter; how it is laid out stays. */
export const clearFilters = (view: GridView): GridView => ({
  ...view,
  text: "",
  wanted: toWanted(() => []),
  onlyFlips: false,
});

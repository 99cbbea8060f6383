import type { Configuration } from "../../core/configuration.ts";
import { type BoardSlice, type TaskFacet, TaskFacetSchema } from "../../core/leaderboard.ts";
import type { Summary, TaskTally } from "../../core/summary.ts";
import type { Entry } from "./entries.ts";
import { UNKNOWN, valuesOfModel } from "./model-values.ts";

export type Facets = Summary["facets"];

const isOfTasks = (by: BoardSlice["by"]): by is TaskFacet => TaskFacetSchema.safeParse(by).success;

function valueOfTask(by: TaskFacet, { task, language }: TaskTally, facets: Facets): string {
  return by === "language" ? language : (facets[task]?.[by] ?? UNKNOWN);
}

/** Every value that a facet has in these entries, sorted. */
export function listValues(by: BoardSlice["by"], entries: readonly Entry[], facets: Facets): string[] {
  const values = entries.flatMap(({ configuration, tallies }) =>
    isOfTasks(by) ? tallies.map((tally) => valueOfTask(by, tally, facets)) : valuesOfModel(by, configuration),
  );
  return [...new Set(values)].toSorted();
}

/** How a slice's value is spelt where it occurs; null where it does not. Case is no difference. */
export const findValue = (value: string, known: readonly string[]): string | null =>
  known.find((one) => one.toLowerCase() === value.toLowerCase()) ?? null;

const isAmong = (slice: BoardSlice, values: readonly string[]): boolean =>
  slice.values.some((value) => findValue(value, values) !== null);

export function fitsModels(configuration: Configuration, slices: readonly BoardSlice[]): boolean {
  return slices.every(
    (slice) => isOfTasks(slice.by) || isAmong(slice, valuesOfModel(slice.by, configuration)),
  );
}

export function fitsTasks(tally: TaskTally, slices: readonly BoardSlice[], facets: Facets): boolean {
  return slices.every(
    (slice) => !isOfTasks(slice.by) || isAmong(slice, [valueOfTask(slice.by, tally, facets)]),
  );
}

export const slicesTasks = (slices: readonly BoardSlice[]): boolean => slices.some(({ by }) => isOfTasks(by));

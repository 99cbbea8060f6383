import type { Configuration } from "../../core/configuration.ts";
import { type BoardSlice, type ModelFacet, type TaskFacet, TaskFacetSchema } from "../../core/leaderboard.ts";
import type { Summary, TaskTally } from "../../core/summary.ts";
import type { Entry } from "./entries.ts";

export type Facets = Summary["facets"];

/** What nobody told; it can be asked for like any other value. */
const UNKNOWN = "unknown";

/** What can be downloaded, or called by anybody; a preview is neither. */
export const PUBLICLY_AVAILABLE = ["open-weights", "public-api"] as const;

export function isPubliclyAvailable({ model }: Configuration): boolean {
  const availability = model?.metadata.availability;
  return availability !== undefined && PUBLICLY_AVAILABLE.some((one) => one === availability);
}

type ValuesOf = (configuration: Configuration) => readonly (string | null | undefined)[];

const MODEL_VALUES: Readonly<Record<ModelFacet, ValuesOf>> = {
  organisation: ({ model }) => [model?.metadata.organisation],
  organisationRegion: ({ model }) => [model?.metadata.region],
  endpointRegion: ({ model }) => (model === null ? [null] : model.endpoints.map(({ region }) => region)),
  licence: ({ model }) => [model?.metadata.licence],
  availability: ({ model }) => [model?.metadata.availability],
  size: ({ model }) => [model?.metadata.sizeClass],
  agent: ({ agent }) => [...new Set([agent.agent, agent.name])],
};

const isOfTasks = (by: BoardSlice["by"]): by is TaskFacet => TaskFacetSchema.safeParse(by).success;

const valuesOfModel = (by: ModelFacet, configuration: Configuration): string[] =>
  MODEL_VALUES[by](configuration).map((value) => value ?? UNKNOWN);

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

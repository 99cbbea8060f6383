import type { Configuration } from "../../core/configuration.ts";
import type { ModelFacet } from "../../core/leaderboard.ts";

/** What nobody told; it can be asked for like any other value. */
export const UNKNOWN = "unknown";

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

export const valuesOfModel = (by: ModelFacet, configuration: Configuration): string[] =>
  MODEL_VALUES[by](configuration).map((value) => value ?? UNKNOWN);

/** What configurations can be sliced by. */
export const MODEL_FACETS = Object.keys(MODEL_VALUES) as readonly ModelFacet[];

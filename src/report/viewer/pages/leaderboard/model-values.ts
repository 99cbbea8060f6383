import type { Configuration } from "../../../../core/configuration.ts";

/*
 * As `analysis/leaderboard/slice.ts` reads them, which a page cannot import: it brings the schemas with it. A test holds the
 * two against each other.
 */

export const MODEL_FACETS = [
  "organisation",
  "organisationRegion",
  "endpointRegion",
  "licence",
  "availability",
  "size",
  "agent",
] as const;
export type ModelFacetName = (typeof MODEL_FACETS)[number];

export const FACET_WORDS: Readonly<Record<ModelFacetName, string>> = {
  organisation: "Organisation",
  organisationRegion: "Organisation’s region",
  endpointRegion: "Endpoint’s region",
  licence: "Licence",
  availability: "Availability",
  size: "Size",
  agent: "Agent",
};

/** What nobody told; it can be asked for like any other value. */
const UNKNOWN = "unknown";

type ValuesOf = (configuration: Configuration) => readonly (string | null | undefined)[];

const VALUES: Readonly<Record<ModelFacetName, ValuesOf>> = {
  organisation: ({ model }) => [model?.metadata.organisation],
  organisationRegion: ({ model }) => [model?.metadata.region],
  endpointRegion: ({ model }) => (model === null ? [null] : model.endpoints.map(({ region }) => region)),
  licence: ({ model }) => [model?.metadata.licence],
  availability: ({ model }) => [model?.metadata.availability],
  size: ({ model }) => [model?.metadata.sizeClass],
  agent: ({ agent }) => [...new Set([agent.agent, agent.name])],
};

export const listModelValues = (facet: ModelFacetName, configuration: Configuration): string[] =>
  VALUES[facet](configuration).map((value) => value ?? UNKNOWN);

/** What can be downloaded, or called by anybody; a preview is neither. */
export function isPubliclyAvailable({ model }: Configuration): boolean {
  const availability = model?.metadata.availability;
  return availability === "open-weights" || availability === "public-api";
}

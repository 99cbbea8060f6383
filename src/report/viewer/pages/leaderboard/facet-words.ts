import type { ModelFacet } from "../../../../core/leaderboard.ts";

export const FACET_WORDS: Readonly<Record<ModelFacet, string>> = {
  organisation: "Organisation",
  organisationRegion: "Organisation’s region",
  endpointRegion: "Endpoint’s region",
  licence: "Licence",
  availability: "Availability",
  size: "Size",
  agent: "Agent",
};

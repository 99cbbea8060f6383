import { type RateOptions, rateVotes } from "../../src/arena/rate.ts";
import { DEFAULT_RULES } from "../../src/arena/weigh-votes.ts";
import type { Vote } from "../../src/core/vote.ts";

export const STRENGTHS = {
  "alpha/one": 0.8,
  "beta/two": 0.3,
  "gamma/three": 0,
  "delta/four": -0.4,
  "eta/five": -0.7,
};
const OPTIONS: RateOptions = {
  axes: { overall: 1 },
  covariates: [],
  reweighted: false,
  anchor: null,
  raters: "person",
  rules: DEFAULT_RULES,
  bootstraps: 0,
  seed: 1,
  licenceOf: () => null,
};

/** As `arena rate` does without flags. */
export const rate = (votes: readonly Vote[], options: Partial<RateOptions> = {}) =>
  rateVotes(votes, { ...OPTIONS, ...options });

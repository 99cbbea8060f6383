import type { RatingTable } from "../core/rating-table.ts";
import type { Vote } from "../core/vote.ts";
import { krippendorff } from "../stats/agreement/krippendorff.ts";
import type { Unrated } from "../stats/ratings/components.ts";
import { type FitRequest, fitVotes } from "./fit-votes.ts";
import { describeFit, type RowRequest } from "./rating-rows.ts";
import { findSuspects, type Suspect } from "./suspects.ts";
import { countComparisons, tallyVotes } from "./tally-votes.ts";
import { type VoteRules, weighVotes, type WeighedVote } from "./weigh-votes.ts";

export interface RateOptions extends FitRequest, RowRequest {
  readonly raters: "person" | "model";
  readonly rules: VoteRules;
}

const SUSPECT_ALPHA = 0.01;

const WORDS: Readonly<Record<Unrated, string>> = {
  "never-compared": "no vote that counts compares it",
  apart: "no vote joins it to the models that are rated",
  "never-lost": "it never lost to one of the rated models: its strength has no upper bound",
  "never-won": "it never won against one of the rated models: its strength has no lower bound",
  "not-joined": "no chain of wins leads from it to the rated models and back",
};

/** Ratings of all models that votes join, and what of the votes was left out. Throws `unrated-anchor`. */
export function rateVotes(votes: readonly Vote[], options: RateOptions): RatingTable {
  const asked = options.raters === "person" ? votes : asPeople(votes);
  // A solution and its mutants are no models.
  const models = [
    ...new Set(votes.flatMap(({ a, b, expected }) => (expected === null ? [a.model, b.model] : []))),
  ].toSorted();
  const first = weighVotes(asked, rulesOf(options));
  const suspects = suspect(first, models, options);
  const accused = new Set(suspects.map(({ rater }) => rater));
  const weighed = first.map((one): WeighedVote =>
    accused.has(one.vote.rater.id) && one.weight > 0 ? { ...one, weight: 0, reason: "outlier-rater" } : one,
  );
  const fitted = fitVotes(weighed, models, options);
  return {
    schema: 1,
    raters: options.raters,
    reweighted: options.reweighted,
    suspects: suspects.map(({ rater, pattern, evidence, votes: after }) => ({
      rater,
      pattern,
      evidence,
      votes: after,
    })),
    agreement: agreementOf(weighed, options.seed),
    ...tallyVotes(weighed, fitted, options.axes),
    unrated: fitted.unrated.map(({ model, why }) => ({
      model,
      why: WORDS[why],
      votes: countComparisons(model, weighed, options.axes),
    })),
    ...describeFit(fitted, options),
  };
}

/** A model votes as fast as it answers: that it votes often says nothing against it. */
const rulesOf = ({ raters, rules }: RateOptions): VoteRules =>
  raters === "person" ? rules : { ...rules, dailyCap: Number.POSITIVE_INFINITY, capOf: null };

/** Models rate apart from people, by the same rules. */
const asPeople = (votes: readonly Vote[]): Vote[] =>
  votes
    .filter(({ rater }) => rater.kind === "model")
    .map((vote) => ({ ...vote, rater: { ...vote.rater, kind: "person" } }));

/** Against ratings of all votes: one rater among many moves them little. */
function suspect(
  weighed: readonly WeighedVote[],
  models: readonly string[],
  options: RateOptions,
): Suspect[] {
  const counted = weighed.filter(({ weight }) => weight > 0).map(({ vote }) => vote);
  const { models: rated, fit } = fitVotes(weighed, models, {
    reweighted: options.reweighted,
    covariates: [],
    axes: { overall: 1 },
    clusters: "vote",
  });
  if (fit === null) return [];
  const strengthOf = new Map(rated.map((model, place) => [model, fit.strengths[place]!]));
  const ties = counted.filter(({ choices }) => choices.overall !== "a" && choices.overall !== "b").length;
  return findSuspects(counted, {
    chanceOf: ({ a, b }) => {
      const [x, y] = [strengthOf.get(a.model), strengthOf.get(b.model)];
      return x === undefined || y === undefined ? null : 1 / (1 + Math.exp(y - x));
    },
    // Neither 0 nor 1: what was never seen may yet come.
    tieShare: (ties + 1) / (counted.length + 2),
    alpha: SUSPECT_ALPHA,
  });
}

const compare = (x: string, y: string): number => (x < y ? -1 : Number(x > y));

function agreementOf(weighed: readonly WeighedVote[], seed: number): RatingTable["agreement"] {
  const units = Map.groupBy(
    weighed.filter(
      ({ weight, vote }) => weight > 0 && vote.a.workspace !== null && vote.b.workspace !== null,
    ),
    ({ vote }) => [vote.a.workspace!, vote.b.workspace!].toSorted(compare).join(" "),
  );
  const said = [...units.values()].map((votes) =>
    votes.map(({ vote: { a, b, choices } }) =>
      choices.overall === "a" ? a.workspace! : choices.overall === "b" ? b.workspace! : "neither",
    ),
  );
  const { alpha, interval, units: rated } = krippendorff(said, seed);
  return { alpha, interval, units: rated };
}

import type { Covariate, RatingRow, RatingTable } from "../core/rating-table.ts";
import { unratedAnchor } from "../core/arena-errors.ts";
import type { Axis, Vote } from "../core/vote.ts";
import { krippendorff } from "../stats/agreement/krippendorff.ts";
import { percentileInterval } from "../stats/bootstrap.ts";
import { normalCritical } from "../stats/distributions.ts";
import { DEFAULT_LEVEL } from "../stats/interval.ts";
import { bootstrapStrengths } from "../stats/ratings/bootstrap-strengths.ts";
import { findComponents, type Unrated } from "../stats/ratings/components.ts";
import { covarianceOf, fitStrengths, inverseInformation, type Strengths } from "../stats/ratings/fit.ts";
import { type GameTable, tabulate } from "../stats/ratings/games.ts";
import { findFragility } from "../stats/ratings/influence.ts";
import { rankByInterval, rankSimultaneously } from "../stats/ratings/ranks.ts";
import { type Gauge, MEAN_RATING, POINTS, toRatings } from "../stats/ratings/scale.ts";
import { type AxisWeights, toGames, type VoteGame } from "./to-games.ts";
import { findSuspects, type Suspect } from "./suspects.ts";
import { type VoteRules, weighVotes, type WeighedVote } from "./weigh-votes.ts";

export interface RateOptions {
  readonly axes: AxisWeights;
  readonly covariates: readonly Covariate[];
  readonly reweighted: boolean;
  /** A model whose rating is given; null: the mean of all is 1000. */
  readonly anchor: { readonly model: string; readonly rating: number } | null;
  readonly raters: "person" | "model";
  readonly rules: VoteRules;
  /** Resamples; 0: none. */
  readonly bootstraps: number;
  readonly seed: number;
  readonly licenceOf: (model: string) => string | null;
}

/** Votes that a pair counts as at most, where it is asked for. Source: FORMATS, as public arenas reweight. */
const PAIR_CAP = 50;
/** Penalty of covariates. */
const RIDGE = 1;
const SUSPECT_ALPHA = 0.01;
/** More than this share of votes taken away says nothing of a first place. */
const MOST_REMOVED_SHARE = 0.1;

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
  const fitted = fit(weighed, models, options);
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
    ...describeVotes(weighed, fitted, options),
    ...describeFit(fitted, options),
  };
}

/** A model votes as fast as it answers: that it votes often says nothing against it. */
const rulesOf = ({ raters, rules }: RateOptions): VoteRules =>
  raters === "person" ? rules : { ...rules, dailyCap: Number.POSITIVE_INFINITY };

/** Models rate apart from people, by the same rules. */
const asPeople = (votes: readonly Vote[]): Vote[] =>
  votes
    .filter(({ rater }) => rater.kind === "model")
    .map((vote) => ({ ...vote, rater: { ...vote.rater, kind: "person" } }));

interface Fitted {
  /** Models by the places of the fit. */
  readonly models: readonly string[];
  readonly games: readonly VoteGame[];
  readonly table: GameTable;
  readonly fit: Strengths | null;
  readonly unrated: readonly { readonly model: string; readonly why: Unrated }[];
}

function fit(weighed: readonly WeighedVote[], all: readonly string[], options: RateOptions): Fitted {
  const { axes, covariates, reweighted } = options;
  const gameOptions = { axes, covariates, pairCap: reweighted ? PAIR_CAP : null };
  const { rated, unrated } = findComponents(tabulate(toGames(weighed, all, gameOptions), all.length));
  const models = rated.map((place) => all[place]!);
  const games = toGames(weighed, models, gameOptions);
  const table = tabulate(games, models.length);
  return {
    models,
    games,
    table,
    fit: models.length === 0 ? null : fitStrengths(table, { ridge: RIDGE }),
    unrated: [...unrated].map(([place, why]) => ({ model: all[place]!, why })),
  };
}

/** Against ratings of all votes: one rater among many moves them little. */
function suspect(
  weighed: readonly WeighedVote[],
  models: readonly string[],
  options: RateOptions,
): Suspect[] {
  const counted = weighed.filter(({ weight }) => weight > 0).map(({ vote }) => vote);
  const { models: rated, fit: found } = fit(weighed, models, {
    ...options,
    covariates: [],
    axes: { overall: 1 },
  });
  if (found === null) return [];
  const strengthOf = new Map(rated.map((model, place) => [model, found.strengths[place]!]));
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

function describeVotes(
  weighed: readonly WeighedVote[],
  { games }: Fitted,
  { axes }: RateOptions,
): Pick<RatingTable, "votes" | "axes"> {
  const byReason: Record<string, number> = {};
  for (const { reason } of weighed) if (reason !== null) byReason[reason] = (byReason[reason] ?? 0) + 1;
  return {
    votes: { read: weighed.length, counted: games.length, byReason },
    axes: (Object.entries(axes) as [Axis, number][]).map(([axis, weight]) => ({
      axis,
      weight,
      votes: games.filter(({ vote }) => vote.choices[axis] !== null).length,
    })),
  };
}

function describeFit(
  fitted: Fitted,
  options: RateOptions,
): Pick<RatingTable, "gauge" | "covariates" | "fragility" | "unrated" | "rows"> {
  const { models, games, table, fit: found, unrated } = fitted;
  const gauge = toGauge(models, options);
  const votesOf = (model: string): VoteGame[] =>
    games.filter(({ vote }) => vote.a.model === model || vote.b.model === model);
  const rest = unrated.map(({ model, why }) => ({ model, why: WORDS[why], votes: votesOf(model).length }));
  const shown: RatingTable["gauge"] =
    gauge.kind === "mean"
      ? { kind: "mean", rating: MEAN_RATING }
      : { kind: "anchor", model: models[gauge.model]!, rating: gauge.rating };
  if (found === null) return { gauge: shown, covariates: [], fragility: null, unrated: rest, rows: [] };
  const covariance = covarianceOf(table, found, RIDGE);
  const ratings = toRatings(found.strengths, covariance, { gauge });
  const ranks = rankByInterval(ratings);
  const ranges = rankSimultaneously(found.strengths, covariance, options);
  const bootstraps = bootstrapRatings(fitted, found, { gauge, ...options });
  const organisations = new Map(
    games.flatMap(({ vote: { a, b } }) => [a, b].map((one) => [one.model, one.organisation] as const)),
  );
  const rows = models.map((model, place): RatingRow => {
    const { rating, lower, upper, variance } = ratings[place]!;
    return {
      rank: ranks[place]!,
      bestRank: ranges[place]!.best,
      worstRank: ranges[place]!.worst,
      model,
      organisation: organisations.get(model) ?? null,
      licence: options.licenceOf(model),
      rating,
      lower,
      upper,
      variance,
      bootstrap: bootstraps?.[place] ?? null,
      ...countResults(model, votesOf(model)),
    };
  });
  return {
    gauge: shown,
    covariates: describeEffects(found, covariance, options.covariates),
    fragility: describeFragility(fitted, found),
    unrated: rest,
    rows: rows.toSorted((x, y) => y.rating - x.rating || (x.model < y.model ? -1 : 1)),
  };
}

function toGauge(models: readonly string[], { anchor }: RateOptions): Gauge {
  if (anchor === null) return { kind: "mean" };
  const model = models.indexOf(anchor.model);
  if (model < 0) throw unratedAnchor(anchor.model, models);
  return { kind: "anchor", model, rating: anchor.rating };
}

function countResults(
  model: string,
  games: readonly VoteGame[],
): Pick<RatingRow, "votes" | "won" | "lost" | "neither"> {
  let [won, lost] = [0, 0];
  for (const { vote } of games) {
    const { overall } = vote.choices;
    if (overall !== "a" && overall !== "b") continue;
    if (vote[overall].model === model) won += 1;
    else lost += 1;
  }
  return { votes: games.length, won, lost, neither: games.length - won - lost };
}

function describeEffects(
  { effects }: Strengths,
  covariance: Float64Array,
  covariates: readonly Covariate[],
): RatingTable["covariates"] {
  const size = Math.sqrt(covariance.length);
  const from = size - effects.length;
  return covariates.map((name, place) => {
    const points = effects[place]! * POINTS;
    const at = from + place;
    const half = normalCritical(DEFAULT_LEVEL) * Math.sqrt(covariance[at * size + at]!) * POINTS;
    return {
      name,
      points,
      interval: { lower: points - half, upper: points + half, level: DEFAULT_LEVEL, method: "sandwich" },
    };
  });
}

function describeFragility({ models, table, games }: Fitted, found: Strengths): RatingTable["fragility"] {
  const most = Math.floor(games.length * MOST_REMOVED_SHARE);
  const fragility = findFragility(table, found, {
    inverse: inverseInformation(table, found, RIDGE),
    most,
    ridge: RIDGE,
  });
  if (fragility === null) return null;
  const { votes, first } = fragility;
  return { votes, share: votes / games.length, first: first === null ? null : models[first]! };
}

function bootstrapRatings(
  { table, models }: Fitted,
  found: Strengths,
  { gauge, bootstraps, seed }: { readonly gauge: Gauge; readonly bootstraps: number; readonly seed: number },
): RatingRow["bootstrap"][] | null {
  if (bootstraps === 0) return null;
  const { draws } = bootstrapStrengths(table, found, { seed, replicates: bootstraps, ridge: RIDGE });
  return models.map((_, place) => {
    const values = draws.map((draw) =>
      gauge.kind === "mean"
        ? MEAN_RATING + draw[place]! * POINTS
        : gauge.rating + (draw[place]! - draw[gauge.model]!) * POINTS,
    );
    const interval = percentileInterval(values, DEFAULT_LEVEL);
    return interval === null ? null : { ...interval, method: "bootstrap" };
  });
}

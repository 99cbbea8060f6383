import { unratedAnchor } from "../core/arena-errors.ts";
import type { Covariate, RatingRow, RatingTable } from "../core/rating-table.ts";
import { percentileInterval } from "../stats/bootstrap.ts";
import { studentCritical } from "../stats/distributions.ts";
import { DEFAULT_LEVEL } from "../stats/interval.ts";
import { type BootstrapStrengths, bootstrapStrengths } from "../stats/ratings/bootstrap-strengths.ts";
import { covarianceOf, inverseInformation, type Strengths } from "../stats/ratings/fit.ts";
import { findFragility } from "../stats/ratings/influence.ts";
import { rankByInterval, rankSimultaneously } from "../stats/ratings/ranks.ts";
import { type Gauge, MEAN_RATING, POINTS, toRatings } from "../stats/ratings/scale.ts";
import { type Fitted, RIDGE } from "./fit-votes.ts";
import { countResults } from "./tally-votes.ts";

export interface RowRequest {
  readonly covariates: readonly Covariate[];
  /** A model whose rating is given; null: the mean of all is 1000. */
  readonly anchor: { readonly model: string; readonly rating: number } | null;
  /** Resamples; 0: none. */
  readonly bootstraps: number;
  readonly seed: number;
  readonly licenceOf: (model: string) => string | null;
}

/** More than this share of votes taken away says nothing of a first place. */
const MOST_REMOVED_SHARE = 0.1;

/** What follows from strengths: ratings, ranks, ranges and what they hang on. Throws `unrated-anchor`. */
export function describeFit(
  fitted: Fitted,
  request: RowRequest,
): Pick<RatingTable, "gauge" | "ranges" | "covariates" | "fragility" | "bootstrap" | "rows"> {
  const { models, games, table, fit, by, clusters, degrees } = fitted;
  const gauge = toGauge(models, request.anchor);
  const shown: RatingTable["gauge"] =
    gauge.kind === "mean"
      ? { kind: "mean", rating: MEAN_RATING }
      : { kind: "anchor", model: models[gauge.model]!, rating: gauge.rating };
  const method = table.clusters === null ? "sandwich" : "clustered-sandwich";
  const ranges = { method, by, clusters } as const;
  if (fit === null)
    return { gauge: shown, ranges, covariates: [], fragility: null, bootstrap: null, rows: [] };
  const covariance = covarianceOf(table, fit, RIDGE);
  const ratings = toRatings(fit.strengths, covariance, { gauge, degrees });
  const ranks = rankByInterval(ratings);
  const joint = rankSimultaneously(fit.strengths, covariance, { seed: request.seed, degrees });
  const resamples = resample(fitted, fit, request);
  const organisations = new Map(
    games.flatMap(({ vote: { a, b } }) => [a, b].map((one) => [one.model, one.organisation] as const)),
  );
  const rows = models.map((model, place): RatingRow => {
    const { rating, lower, upper, variance } = ratings[place]!;
    return {
      rank: ranks[place]!,
      bestRank: joint[place]!.best,
      worstRank: joint[place]!.worst,
      model,
      organisation: organisations.get(model) ?? null,
      licence: request.licenceOf(model),
      rating,
      lower,
      upper,
      variance,
      bootstrap: resamples && toPercentiles(resamples, place, gauge),
      ...countResults(model, games),
    };
  });
  return {
    gauge: shown,
    ranges,
    covariates: describeEffects(fit, covariance, { covariates: request.covariates, degrees, method }),
    fragility: describeFragility(fitted, fit),
    bootstrap: resamples && { resamples: request.bootstraps, lost: resamples.lost },
    rows: rows.toSorted((x, y) => y.rating - x.rating || (x.model < y.model ? -1 : 1)),
  };
}

function toGauge(models: readonly string[], anchor: RowRequest["anchor"]): Gauge {
  if (anchor === null) return { kind: "mean" };
  const model = models.indexOf(anchor.model);
  if (model < 0) throw unratedAnchor(anchor.model, models);
  return { kind: "anchor", model, rating: anchor.rating };
}

function describeEffects(
  { effects }: Strengths,
  covariance: Float64Array,
  {
    covariates,
    degrees,
    method,
  }: { readonly covariates: readonly Covariate[]; readonly degrees: number; readonly method: string },
): RatingTable["covariates"] {
  const size = Math.sqrt(covariance.length);
  const from = size - effects.length;
  return covariates.map((name, place) => {
    const points = effects[place]! * POINTS;
    const at = from + place;
    const half = studentCritical(DEFAULT_LEVEL, degrees) * Math.sqrt(covariance[at * size + at]!) * POINTS;
    return {
      name,
      points,
      interval: { lower: points - half, upper: points + half, level: DEFAULT_LEVEL, method },
    };
  });
}

function describeFragility({ models, table, games }: Fitted, fit: Strengths): RatingTable["fragility"] {
  const most = Math.floor(games.length * MOST_REMOVED_SHARE);
  const fragility = findFragility(table, fit, {
    inverse: inverseInformation(table, fit, RIDGE),
    most,
    ridge: RIDGE,
  });
  if (fragility === null) return null;
  const { votes, first } = fragility;
  return { votes, share: votes / games.length, first: first === null ? null : models[first]! };
}

const resample = (
  { table }: Fitted,
  fit: Strengths,
  { bootstraps, seed }: RowRequest,
): BootstrapStrengths | null =>
  bootstraps === 0 ? null : bootstrapStrengths(table, fit, { seed, replicates: bootstraps, ridge: RIDGE });

function toPercentiles({ draws }: BootstrapStrengths, place: number, gauge: Gauge): RatingRow["bootstrap"] {
  const values = draws.map((draw) =>
    gauge.kind === "mean"
      ? MEAN_RATING + draw[place]! * POINTS
      : gauge.rating + (draw[place]! - draw[gauge.model]!) * POINTS,
  );
  const interval = percentileInterval(values, DEFAULT_LEVEL);
  return interval === null ? null : { ...interval, method: "bootstrap" };
}

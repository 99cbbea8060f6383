import type { Clustering, Covariate } from "../core/rating-table.ts";
import { type Axis, toResult, type Vote } from "../core/vote.ts";
import type { Game } from "../stats/ratings/games.ts";
import type { WeighedVote } from "./weigh-votes.ts";

/** What each axis counts: of all of its votes together, whatever their number. */
export type AxisWeights = Partial<Readonly<Record<Axis, number>>>;

export interface GameOptions {
  readonly axes: AxisWeights;
  readonly covariates: readonly Covariate[];
  /** Whether a pair of models counts as at most so many votes: those that meet often do not outweigh the others. */
  readonly pairCap: number | null;
  /** Which votes may depend on each other; each stands for itself if silent. */
  readonly clusters?: Clustering;
}

export interface VoteGame extends Game {
  readonly vote: Vote;
}

/**
 * Votes as games between places of `models`. Several axes share one strength: a vote's result is their weighted mean, and its weight is their sum,
 * each axis divided by how many votes it has.
 */
export function toGames(
  weighed: readonly WeighedVote[],
  models: readonly string[],
  { axes, covariates, pairCap, clusters = "vote" }: GameOptions,
): VoteGame[] {
  const places = new Map(models.map((model, place) => [model, place]));
  const counted = weighed.filter(
    ({ vote, weight }) =>
      weight > 0 && places.has(vote.a.model) && places.has(vote.b.model) && vote.a.model !== vote.b.model,
  );
  const shares = sharesOf(counted, axes);
  const lengths = scaleOf(counted.map(({ vote }) => lengthOf(vote)));
  const pairs = new Map<string, number>();
  for (const { vote } of counted) pairs.set(pairOf(vote), (pairs.get(pairOf(vote)) ?? 0) + 1);
  const clusterOf = chooseClusters(counted, clusters);
  return counted.flatMap(({ vote, weight }) => {
    const answers = [...shares].flatMap(([axis, share]) => {
      const choice = vote.choices[axis];
      return choice === null ? [] : [{ share, result: toResult(choice) }];
    });
    const sum = answers.reduce((total, { share }) => total + share, 0);
    if (sum === 0) return [];
    const result = answers.reduce((total, { share, result: one }) => total + share * one, 0) / sum;
    const often = pairs.get(pairOf(vote))!;
    const cluster = clusterOf(vote);
    const game = {
      ...(cluster === null ? {} : { cluster }),
      vote,
      a: places.get(vote.a.model)!,
      b: places.get(vote.b.model)!,
      result,
      weight: weight * sum * (pairCap === null ? 1 : pairCap / Math.max(often, pairCap)),
    };
    if (covariates.length === 0) return [game];
    const values: Record<Covariate, number> = {
      side: vote.left === null ? 0 : vote.left === "a" ? 1 : -1,
      length: lengths(lengthOf(vote)),
      organisation: kinshipOf(vote),
    };
    return [{ ...game, covariates: covariates.map((name) => values[name]) }];
  });
}

const pairOf = ({ a, b }: Vote): string => [a.model, b.model].toSorted().join("\n");

/** The two apps, by their files; null where one is not known. */
const appsOf = ({ a, b }: Vote): string | null =>
  a.workspace === null || b.workspace === null ? null : [a.workspace, b.workspace].toSorted().join("\n");

const taskOf = ({ suite, task }: Vote): string | null =>
  task === null ? null : JSON.stringify([suite, task]);

/** What several votes have in common beside their models. Where no vote tells its apps, each stands for itself. */
function chooseClusters(
  counted: readonly WeighedVote[],
  clusters: Clustering,
): (vote: Vote) => string | null {
  if (clusters === "task") return taskOf;
  if (clusters === "vote" || counted.every(({ vote }) => appsOf(vote) === null)) return () => null;
  return (vote) => appsOf(vote) ?? taskOf(vote);
}

/** An axis's weight for one of its votes; one axis alone has 1. */
function sharesOf(counted: readonly WeighedVote[], axes: AxisWeights): Map<Axis, number> {
  const asked = (Object.entries(axes) as [Axis, number][]).map(([axis, weight]) => {
    const votes = counted.filter(({ vote }) => vote.choices[axis] !== null).length;
    return { axis, share: votes === 0 ? 0 : (weight * counted.length) / votes };
  });
  const total = Object.values(axes).reduce((sum, weight) => sum + weight, 0);
  return new Map(asked.map(({ axis, share }) => [axis, share / total]));
}

/** How much longer the first app is: −1..1; null where one size is not known. */
function lengthOf({ a, b }: Vote): number | null {
  if (a.bytes === null || b.bytes === null || a.bytes + b.bytes === 0) return null;
  return (a.bytes - b.bytes) / (a.bytes + b.bytes);
}

/** In standard deviations; what is not known counts as nothing. */
function scaleOf(values: readonly (number | null)[]): (value: number | null) => number {
  const known = values.filter((value) => value !== null);
  const spread = Math.sqrt(known.reduce((sum, value) => sum + value * value, 0) / Math.max(1, known.length));
  return (value) => (value === null || spread === 0 ? 0 : value / spread);
}

/** Whether the rater's own organisation made one of the two. */
function kinshipOf({ rater, a, b }: Vote): number {
  if (rater.organisation === null) return 0;
  return Number(a.organisation === rater.organisation) - Number(b.organisation === rater.organisation);
}

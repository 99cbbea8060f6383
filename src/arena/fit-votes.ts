import type { Clustering, Covariate } from "../core/rating-table.ts";
import { countClusters } from "../stats/ratings/clusters.ts";
import { findComponents, type Unrated } from "../stats/ratings/components.ts";
import { fitStrengths, type Strengths } from "../stats/ratings/fit.ts";
import { type GameTable, tabulate } from "../stats/ratings/games.ts";
import { degreesOf } from "../stats/ratings/scores.ts";
import { type AxisWeights, toGames, type VoteGame } from "./to-games.ts";
import type { WeighedVote } from "./weigh-votes.ts";

export interface FitRequest {
  readonly axes: AxisWeights;
  readonly covariates: readonly Covariate[];
  readonly reweighted: boolean;
  /** Which votes may depend on each other: those on one task if silent, where there are more tasks than models, else those on the same two apps. */
  readonly clusters?: Clustering;
}

/** Strengths of the models that votes join. */
export interface Fitted {
  /** Models by the places of the fit. */
  readonly models: readonly string[];
  readonly games: readonly VoteGame[];
  readonly table: GameTable;
  /** Null where no two models are joined. */
  readonly fit: Strengths | null;
  readonly unrated: readonly { readonly model: string; readonly why: Unrated }[];
  readonly by: Clustering;
  /** Groups of votes that may depend on each other; as many as votes where each stands for itself. */
  readonly clusters: number;
  /** Of freedom, of the ranges. */
  readonly degrees: number;
}

/** Votes that a pair counts as at most, where it is asked for. Source: FORMATS, as public arenas reweight. */
const PAIR_CAP = 50;
/** Penalty of covariates. */
export const RIDGE = 1;

/** @param all every model that has votes */
export function fitVotes(
  weighed: readonly WeighedVote[],
  all: readonly string[],
  { axes, covariates, reweighted, clusters = chooseClustering(weighed, all) }: FitRequest,
): Fitted {
  const options = { axes, covariates, pairCap: reweighted ? PAIR_CAP : null, clusters };
  const { rated, unrated } = findComponents(tabulate(toGames(weighed, all, options), all.length));
  const models = rated.map((place) => all[place]!);
  const games = toGames(weighed, models, options);
  return {
    models,
    games,
    by: clusters,
    ...chooseClusters(tabulate(games, models.length), games.length),
    unrated: [...unrated].map(([place, why]) => ({ model: all[place]!, why })),
  };
}

/** An app that is better than its model usually builds is so in all of its battles; tasks alone allow for that, and few of them tell nothing. */
function chooseClustering(weighed: readonly WeighedVote[], models: readonly string[]): Clustering {
  const tasks = new Set(
    weighed.flatMap(({ vote, weight }) => (weight > 0 && vote.task !== null ? [vote.task] : [])),
  );
  return tasks.size > models.length ? "task" : "apps";
}

/** Of so few clusters that nothing can be said of how they differ, each vote is taken for itself. */
function chooseClusters(
  table: GameTable,
  votes: number,
): Pick<Fitted, "table" | "fit" | "clusters" | "degrees"> {
  const fit = table.models === 0 ? null : fitStrengths(table, { ridge: RIDGE });
  const plain = { table: { ...table, clusters: null }, fit, degrees: Number.POSITIVE_INFINITY };
  if (table.clusters === null) return { ...plain, clusters: votes };
  const clusters = countClusters(table.clusters);
  const degrees = degreesOf(table.clusters, table);
  return degrees < 1 ? { ...plain, clusters } : { table, fit, degrees, clusters };
}

import { type Clusters, groupClusters } from "./clusters.ts";

/** One vote, by the places of its two models in a list. */
export interface Game {
  readonly a: number;
  readonly b: number;
  /** What `a` got: 1 won, 0 lost, 1/2 neither; a mean of such, where a vote has several axes. */
  readonly result: number;
  /** 1 where every vote counts alike. */
  readonly weight?: number;
  /** What else may have moved the vote, each as what `a` had more of than `b`. */
  readonly covariates?: readonly number[];
  /** Games of one cluster may depend on each other; silent: this one depends on no other. */
  readonly cluster?: string;
}

/** Unlike games with how often each was played: what a fit runs over. Members have one place a row. */
export interface GameTable {
  readonly models: number;
  readonly covariates: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly result: Float64Array;
  readonly weight: Float64Array;
  readonly count: Float64Array;
  /** Row by row. */
  readonly values: Float64Array;
  /** Null: each game stands for itself. */
  readonly clusters: Clusters | null;
}

/**
 * Groups equal games, in an order that does not depend on theirs. Which of the two stood first makes no difference where there are no
 * covariates, so that a pair is one.
 * @throws RangeError where a model plays itself, or a result is not in 0..1
 */
export function tabulate(games: Iterable<Game>, models: number): GameTable {
  // The usual vote has a number for a key, which is far quicker than a text.
  const plain = new Map<number, number>();
  const others = new Map<string, Row>();
  const clusters: string[] = [];
  const keys: (number | string)[] = [];
  const join = (cluster: string | undefined, key: number | string): void => {
    if (cluster === undefined) return;
    clusters.push(cluster);
    keys.push(key);
  };
  for (const game of games) {
    if (game.a === game.b) throw new RangeError("a model does not play itself");
    if (!(game.result >= 0 && game.result <= 1)) throw new RangeError(`no result: ${game.result}`);
    const ordered = game.covariates === undefined && game.a > game.b ? swap(game) : game;
    const { a, b, result, weight = 1, covariates, cluster } = ordered;
    if (covariates === undefined && weight === 1 && Number.isInteger(result * RESULTS)) {
      const key = (a * models + b) * (RESULTS + 1) + result * RESULTS;
      plain.set(key, (plain.get(key) ?? 0) + 1);
      join(cluster, key);
    } else {
      const key = `${a} ${b} ${result} ${weight} ${covariates?.join(" ") ?? ""}`;
      const row = others.get(key);
      if (row === undefined) others.set(key, { game: ordered, count: 1 });
      else row.count += 1;
      join(cluster, key);
    }
  }
  const plainKeys = Float64Array.from(plain.keys()).toSorted();
  const rows = Array.from(plainKeys, (key): Row => {
    const pair = Math.floor(key / (RESULTS + 1));
    const result = (key % (RESULTS + 1)) / RESULTS;
    return { game: { a: Math.floor(pair / models), b: pair % models, result }, count: plain.get(key)! };
  });
  const rest = [...others].toSorted(([x], [y]) => (x < y ? -1 : 1));
  const table = toTable([...rows, ...rest.map(([, row]) => row)], models);
  if (clusters.length === 0) return table;
  const places = new Map<number | string, number>(
    [...plainKeys, ...rest.map(([key]) => key)].map((key, row) => [key, row]),
  );
  const at = Int32Array.from(keys, (key) => places.get(key)!);
  return { ...table, clusters: groupClusters(clusters, at, table.count) };
}

/** Half a win is the smallest step of a usual result. */
const RESULTS = 2;

interface Row {
  readonly game: Game;
  count: number;
}

const swap = ({ a, b, result, ...rest }: Game): Game => ({ ...rest, a: b, b: a, result: 1 - result });

function toTable(rows: readonly Row[], models: number): GameTable {
  const covariates = rows[0]?.game.covariates?.length ?? 0;
  const values = new Float64Array(rows.length * covariates);
  for (const [index, { game }] of rows.entries()) values.set(game.covariates ?? [], index * covariates);
  return {
    models,
    covariates,
    a: Int32Array.from(rows, ({ game }) => game.a),
    b: Int32Array.from(rows, ({ game }) => game.b),
    result: Float64Array.from(rows, ({ game }) => game.result),
    weight: Float64Array.from(rows, ({ game }) => game.weight ?? 1),
    count: Float64Array.from(rows, ({ count }) => count),
    values,
    clusters: null,
  };
}

import { type Clusters, countClusters } from "./clusters.ts";
import type { GameTable } from "./games.ts";
import type { Matrix } from "./symmetric-matrix.ts";

/** What one game of each row adds to the slope and to the bend of the likelihood along θa − θb, and H⁻¹ of all. */
export interface Slopes {
  readonly surplus: Float64Array;
  readonly curvature: Float64Array;
  /** Square, models first. */
  readonly inverse: Matrix;
}

/** A cluster that all but alone says where a model stands is fitted to the last vote: how it would differ is not seen in it. */
const LEAST_LEFT = 0.01;

/**
 * The sum of squared scores, square, models first: over games, or where some depend on each other over clusters, whose scores are added up before
 * they are squared. A cluster pulls the fit towards itself; what that hides of it is put back.
 * Source: White (1982) for games; Liang and Zeger, "Longitudinal data analysis using generalized linear models" (1986) for clusters; Bell and
 * McCaffrey, "Bias reduction in standard errors for linear regression with multi-stage samples" (2002) for the pull, here along the score alone.
 */
export function squareScores(table: GameTable, slopes: Slopes): Matrix {
  const { clusters, count } = table;
  if (clusters === null) return squareGames(table, slopes, count);
  const pulls = measurePulls(table, slopes, clusters);
  const squares = squareGames(table, slopes, pulls.single);
  const size = table.models + table.covariates;
  for (const { score, left } of pulls.known)
    for (const [i, x] of score)
      for (const [j, y] of score) squares[i * size + j] = squares[i * size + j]! + (x * y) / left;
  return squares;
}

/** Clusters less what is fitted to them: with few, ranges are Student's. Below 1 nothing can be said of how clusters differ. */
export const degreesOf = (clusters: Clusters, { models, covariates }: GameTable): number =>
  countClusters(clusters) - (models - 1 + covariates);

function squareGames(table: GameTable, { surplus }: Slopes, count: Float64Array): Matrix {
  const { models, covariates, a, b, values } = table;
  const size = models + covariates;
  const squares = new Float64Array(size * size);
  const add = (i: number, j: number, value: number): void => {
    squares[i * size + j] = squares[i * size + j]! + value;
    if (i !== j) squares[j * size + i] = squares[j * size + i]! + value;
  };
  for (let row = 0; row < a.length; row += 1) {
    const [i, j] = [a[row]!, b[row]!];
    const square = count[row]! * surplus[row]! ** 2;
    add(i, i, square);
    add(j, j, square);
    add(i, j, -square);
    for (let k = 0; k < covariates; k += 1) {
      const value = values[row * covariates + k]!;
      add(models + k, i, square * value);
      add(models + k, j, -square * value);
      for (let l = 0; l <= k; l += 1)
        add(models + k, models + l, square * value * values[row * covariates + l]!);
    }
  }
  return squares;
}

/** By places, without the zeros: most clusters are of two models. */
type Score = Map<number, number>;

interface Pulls {
  /** Clusters with the share of their score that the fit leaves, 0 to 1. */
  readonly known: readonly { readonly score: Score; readonly left: number }[];
  /** Of each row: games to be squared one by one. What clusters do not show counts as often as games of the others do for being in one. */
  readonly single: Float64Array;
}

function measurePulls(table: GameTable, slopes: Slopes, clusters: Clusters): Pulls {
  const { starts, rows, counts, alone } = clusters;
  const { inverse, surplus, curvature } = slopes;
  const size = table.models + table.covariates;
  const known: { score: Score; left: number }[] = [];
  const hidden: number[] = [];
  let [together, apart] = [0, 0];
  for (let cluster = 0; cluster + 1 < starts.length; cluster += 1) {
    const entries = Array.from({ length: starts[cluster + 1]! - starts[cluster]! }, (_, at) => {
      const entry = starts[cluster]! + at;
      return { row: rows[entry]!, count: counts[entry]! };
    });
    const score: Score = new Map();
    for (const { row, count } of entries) addRow(score, table, { row, times: count * surplus[row]! });
    const reach = (from: Score, to: Score): number => {
      let sum = 0;
      for (const [i, x] of from) for (const [j, y] of to) sum += x * y * inverse[i * size + j]!;
      return sum;
    };
    const lines = entries.map(({ row }) => addRow(new Map(), table, { row, times: 1 }));
    // A score of 0 has no direction; that of its first game is as good.
    const along = reach(score, score) > 0 ? score : lines[0]!;
    const held = entries.reduce(
      (sum, { row, count }, at) => sum + count * curvature[row]! * reach(along, lines[at]!) ** 2,
      0,
    );
    const left = 1 - held / reach(along, along);
    if (left < LEAST_LEFT) {
      hidden.push(cluster);
      continue;
    }
    known.push({ score, left });
    together += reach(score, score) / left;
    apart += entries.reduce(
      (sum, { row, count }, at) => sum + count * surplus[row]! ** 2 * reach(lines[at]!, lines[at]!),
      0,
    );
  }
  const single = alone.slice();
  const times = apart === 0 ? 1 : Math.max(1, together / apart);
  for (const cluster of hidden)
    for (let entry = starts[cluster]!; entry < starts[cluster + 1]!; entry += 1)
      single[rows[entry]!] = single[rows[entry]!]! + times * counts[entry]!;
  return { known, single };
}

/** Adds the score of so many games of a row whose surplus is 1. */
function addRow(
  score: Score,
  { models, covariates, a, b, values }: GameTable,
  { row, times }: { readonly row: number; readonly times: number },
): Score {
  const add = (place: number, value: number): void => void score.set(place, (score.get(place) ?? 0) + value);
  add(a[row]!, times);
  add(b[row]!, -times);
  for (let k = 0; k < covariates; k += 1) add(models + k, times * values[row * covariates + k]!);
  return score;
}

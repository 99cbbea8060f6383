import { drawPoisson } from "./poisson.ts";

/** Games that may depend on each other, as rows of a table: clusters of several games each, and the games that depend on no other. */
export interface Clusters {
  /** Where the entries of each cluster begin, and behind the last one. */
  readonly starts: Int32Array;
  /** Of each entry: a row of the table, and how many of its games the cluster has. */
  readonly rows: Int32Array;
  readonly counts: Float64Array;
  /** Of each row: games that are clusters of their own. */
  readonly alone: Float64Array;
}

/**
 * In an order that does not depend on that of the games. Null where no two games share a cluster: each stands for itself then.
 * @param names of the clusters of games that name one
 * @param rows that these games are in
 * @param count games of each row, with those that name no cluster
 */
export function groupClusters(
  names: readonly string[],
  rows: Int32Array,
  count: Float64Array,
): Clusters | null {
  const games = new Map<string, number>();
  for (const name of names) games.set(name, (games.get(name) ?? 0) + 1);
  const several = [...games.keys()].filter((name) => games.get(name)! > 1).toSorted(compare);
  if (several.length === 0) return null;
  const places = new Map(several.map((name, place) => [name, place]));
  const rowsOf = several.map((name) => new Int32Array(games.get(name)!));
  const filled = new Int32Array(several.length);
  for (const [game, name] of names.entries()) {
    const place = places.get(name);
    if (place === undefined) continue;
    rowsOf[place]![filled[place]!] = rows[game]!;
    filled[place] = filled[place]! + 1;
  }
  const starts = [0];
  const entries: { row: number; count: number }[] = [];
  const alone = count.slice();
  for (const of of rowsOf) {
    const start = entries.length;
    for (const row of of.toSorted()) {
      alone[row] = alone[row]! - 1;
      const last = entries.at(-1);
      if (entries.length > start && last!.row === row) last!.count += 1;
      else entries.push({ row, count: 1 });
    }
    starts.push(entries.length);
  }
  return {
    starts: Int32Array.from(starts),
    rows: Int32Array.from(entries, ({ row }) => row),
    counts: Float64Array.from(entries, ({ count: number }) => number),
    alone,
  };
}

const compare = (x: string, y: string): number => (x < y ? -1 : Number(x > y));

/** With the games that are clusters of their own. */
export const countClusters = ({ starts, alone }: Clusters): number =>
  starts.length - 1 + alone.reduce((sum, count) => sum + count, 0);

/** How many games each row has in a resample of whole clusters. */
export function drawClusters(
  { starts, rows, counts, alone }: Clusters,
  random: () => number,
): Float64Array<ArrayBuffer> {
  const drawn = Float64Array.from(alone, (mean) => drawPoisson(mean, random));
  for (let cluster = 0; cluster + 1 < starts.length; cluster += 1) {
    const times = drawPoisson(1, random);
    if (times === 0) continue;
    for (let entry = starts[cluster]!; entry < starts[cluster + 1]!; entry += 1)
      drawn[rows[entry]!] = drawn[rows[entry]!]! + times * counts[entry]!;
  }
  return drawn;
}

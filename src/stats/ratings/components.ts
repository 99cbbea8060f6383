import type { GameTable } from "./games.ts";

/** Why a model has no rating. */
export type Unrated =
  /** It is in no game. */
  | "never-compared"
  /** No game joins it, directly or not, to the models that are rated. */
  | "apart"
  /** It, or a group that it is in, only ever won against the others: its strength has no upper bound. */
  | "never-lost"
  /** It, or its group, only ever lost against the others. */
  | "never-won"
  /** Its group both won and lost against the others, and yet no chain of wins leads from it to them and back. */
  | "not-joined";

export interface Components {
  /** Places of the models that have ratings: the most games join them, by wins in both directions. */
  readonly rated: readonly number[];
  readonly unrated: ReadonlyMap<number, Unrated>;
}

/**
 * Which models have a finite maximum of likelihood together: those that chains of wins (a tie is one for each) join in both directions.
 * Source: Ford, "Solution of a ranking problem from binary comparisons" (1957).
 */
export function findComponents(table: GameTable): Components {
  const { models, a, b, result, count } = table;
  const beats: Set<number>[] = Array.from({ length: models }, () => new Set());
  for (let row = 0; row < a.length; row += 1) {
    const [i, j] = [a[row]!, b[row]!];
    if (result[row]! > 0) beats[i]!.add(j);
    if (result[row]! < 1) beats[j]!.add(i);
  }
  const beatenBy = reverse(beats);
  const groups = stronglyConnected(beats, beatenBy);
  const games = new Map<number, number>();
  for (let row = 0; row < a.length; row += 1) {
    const group = groups[a[row]!]!;
    if (group === groups[b[row]!]!) games.set(group, (games.get(group) ?? 0) + count[row]!);
  }
  const sizes = Map.groupBy(groups.keys(), (model) => groups[model]!);
  const [best] = [...sizes].toSorted(
    ([x, members], [y, others]) =>
      (games.get(y) ?? 0) - (games.get(x) ?? 0) || others.length - members.length || x - y,
  );
  const rated = best !== undefined && best[1].length > 1 ? best[1] : [];
  const below = reach(rated, beats);
  const above = reach(rated, beatenBy);
  const either = reach(
    rated,
    beats.map((wins, model) => new Set([...wins, ...beatenBy[model]!])),
  );
  const isRated = new Set(rated);
  const unrated = new Map<number, Unrated>();
  for (let model = 0; model < models; model += 1) {
    if (isRated.has(model)) continue;
    const isAlone = beats[model]!.size + beatenBy[model]!.size === 0;
    if (isAlone) unrated.set(model, "never-compared");
    else if (!either.has(model)) unrated.set(model, "apart");
    else if (above.has(model)) unrated.set(model, "never-lost");
    else unrated.set(model, below.has(model) ? "never-won" : "not-joined");
  }
  return { rated, unrated };
}

function reverse(edges: readonly ReadonlySet<number>[]): Set<number>[] {
  const reversed: Set<number>[] = edges.map(() => new Set());
  for (const [from, targets] of edges.entries()) for (const to of targets) reversed[to]!.add(from);
  return reversed;
}

function reach(from: readonly number[], edges: readonly ReadonlySet<number>[]): Set<number> {
  const seen = new Set(from);
  const pending = [...from];
  for (let model = pending.pop(); model !== undefined; model = pending.pop()) {
    for (const next of edges[model]!) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return seen;
}

/** The group of each model. Source: Kosaraju and Sharir: an order of ends forwards, then trees backwards. */
function stronglyConnected(
  edges: readonly ReadonlySet<number>[],
  reversed: readonly ReadonlySet<number>[],
): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (const start of edges.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const path = [{ model: start, rest: edges[start]!.values() }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        order.push(top.model);
        path.pop();
      } else if (!seen.has(next.value)) {
        seen.add(next.value);
        path.push({ model: next.value, rest: edges[next.value]!.values() });
      }
    }
  }
  const groups: number[] = Array.from(edges, () => -1);
  for (const root of order.toReversed()) {
    if (groups[root] !== -1) continue;
    groups[root] = root;
    const pending = [root];
    for (let model = pending.pop(); model !== undefined; model = pending.pop()) {
      for (const next of reversed[model]!) {
        if (groups[next] !== -1) continue;
        groups[next] = root;
        pending.push(next);
      }
    }
  }
  return groups;
}

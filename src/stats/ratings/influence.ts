import { fitStrengths, type Strengths } from "./fit.ts";
import type { GameTable } from "./games.ts";
import { findComponents } from "./components.ts";
import type { Matrix } from "./symmetric-matrix.ts";

/** What the first place hangs on. */
export interface Fragility {
  /** Rows of the table with how many of their votes are taken away, the most telling first. */
  readonly removed: readonly { readonly row: number; readonly votes: number }[];
  readonly votes: number;
  /** The model that then stands first; null where its rival is no longer joined to it, so that nothing can be said. */
  readonly first: number | null;
}

/**
 * The fewest votes, as near as a linear estimate finds them, without which another model stands first; null where even `most` of them do
 * not change it. The estimate is confirmed by a fit without them.
 * Source: Huang, Shen, Wei and Broderick, "Dropping just a handful of preferences can change top LLM rankings" (2025).
 * @param inverse of the information: `inverseInformation` of the fit
 */
export function findFragility(
  table: GameTable,
  fit: Strengths,
  { inverse, most, ridge = 0 }: { readonly inverse: Matrix; readonly most: number; readonly ridge?: number },
): Fragility | null {
  const order = Array.from(fit.strengths.keys()).toSorted((i, j) => fit.strengths[j]! - fit.strengths[i]!);
  const [first, ...rivals] = order;
  if (first === undefined) return null;
  let best: Fragility | null = null;
  for (const rival of rivals) {
    const removed = removeUntil(table, fit, {
      inverse,
      first,
      rival,
      most: Math.min(most, (best?.votes ?? most + 1) - 1),
    });
    if (removed === null) continue;
    const confirmed = confirm(table, { removed, first, ridge });
    if (confirmed !== null) best = confirmed;
  }
  return best;
}

function removeUntil(
  table: GameTable,
  { strengths, effects }: Strengths,
  {
    inverse,
    first,
    rival,
    most,
  }: { readonly inverse: Matrix; readonly first: number; readonly rival: number; readonly most: number },
): { row: number; votes: number }[] | null {
  const { models, covariates, a, b, result, weight, count, values } = table;
  const size = models + covariates;
  const gap = strengths[first]! - strengths[rival]!;
  const direction = Float64Array.from(
    { length: size },
    (_, k) => inverse[first * size + k]! - inverse[rival * size + k]!,
  );
  const pulls = Array.from(a, (i, row) => {
    const j = b[row]!;
    let z = strengths[i]! - strengths[j]!;
    let along = direction[i]! - direction[j]!;
    for (let k = 0; k < covariates; k += 1) {
      const value = values[row * covariates + k]!;
      z += value * effects[k]!;
      along += value * direction[models + k]!;
    }
    const p = 1 / (1 + Math.exp(-z));
    return { row, pull: along * weight[row]! * (result[row]! - p) };
  });
  const telling = pulls
    .filter(({ pull, row }) => pull > 0 && count[row]! > 0)
    .toSorted((x, y) => y.pull - x.pull);
  const removed: { row: number; votes: number }[] = [];
  let [left, used] = [gap, 0];
  for (const { row, pull } of telling) {
    const wanted = Math.floor(left / pull) + 1;
    const votes = Math.min(wanted, count[row]!, most - used);
    if (votes <= 0) break;
    removed.push({ row, votes });
    used += votes;
    left -= votes * pull;
    if (left < 0) return removed;
  }
  return null;
}

function confirm(
  table: GameTable,
  {
    removed,
    first,
    ridge,
  }: {
    readonly removed: readonly { row: number; votes: number }[];
    readonly first: number;
    readonly ridge: number;
  },
): Fragility | null {
  const count = table.count.slice();
  for (const { row, votes } of removed) count[row] = count[row]! - votes;
  const kept = withoutEmpty({ ...table, count });
  const votes = removed.reduce((sum, one) => sum + one.votes, 0);
  if (findComponents(kept).rated.length < table.models) return { removed, votes, first: null };
  const { strengths } = fitStrengths(kept, { ridge });
  const now = strengths.reduce((top, value, model) => (value > strengths[top]! ? model : top), 0);
  return now === first ? null : { removed, votes, first: now };
}

/** Rows that nobody voted for join no models. */
function withoutEmpty(table: GameTable): GameTable {
  const rows = Array.from(table.count.keys()).filter((row) => table.count[row]! > 0);
  const { covariates, values } = table;
  return {
    ...table,
    clusters: null,
    a: Int32Array.from(rows, (row) => table.a[row]!),
    b: Int32Array.from(rows, (row) => table.b[row]!),
    result: Float64Array.from(rows, (row) => table.result[row]!),
    weight: Float64Array.from(rows, (row) => table.weight[row]!),
    count: Float64Array.from(rows, (row) => table.count[row]!),
    values: Float64Array.from(
      rows.flatMap((row) => Array.from(values.subarray(row * covariates, (row + 1) * covariates))),
    ),
  };
}

import type { Group, TaskTally } from "../core/summary.ts";
import { passAtK, passHatK } from "../stats/pass-at-k.ts";
import { meanOf } from "./estimates.ts";

/** pass@k and pass^k over the tasks that have so many scored attempts; null where none has. */
export function estimatePassAt(tallies: readonly TaskTally[], k: number): Group["passAt"][number] | null {
  const enough = tallies.filter(({ scored }) => scored >= k);
  const anyOf = meanOf(enough.map(({ scored, passed }) => passAtK(scored, passed, k)!));
  const allOf = meanOf(enough.map(({ scored, passed }) => passHatK(scored, passed, k)!));
  return anyOf === null || allOf === null ? null : { k, anyOf, allOf, tasks: enough.length };
}

/** The largest k for which each of these has an answer on every task that it has a scored attempt at; null for none. */
export function chooseK(all: readonly (readonly TaskTally[])[]): number | null {
  const attempts = all.flat().flatMap(({ scored }) => (scored === 0 ? [] : [scored]));
  return attempts.length === 0 ? null : attempts.reduce((least, scored) => Math.min(least, scored));
}

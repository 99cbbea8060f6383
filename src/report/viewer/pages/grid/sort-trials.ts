import { type RunIndex, STATES } from "../../../model/report-index.ts";
import { compareNames } from "./compare-names.ts";
import type { ListOrder } from "./view.ts";

const FAILED = STATES.indexOf("failed");

/** Places of trials in the order of a column. What is not known comes last, whichever way it goes. */
export function sortTrials(
  run: RunIndex,
  places: readonly number[],
  { column, isDescending }: ListOrder,
): number[] {
  if (column === "plan") return isDescending ? places.toReversed() : [...places];
  const { trials } = run;
  const ranks = toRanks(run);
  const keyOf: Readonly<Record<typeof column, (n: number) => number | null>> = {
    task: (n) => ranks.tasks[trials.task[n]!]!,
    group: (n) => trials.group[n]!,
    state: (n) => trials.state[n]!,
    score: (n) => trials.score[n] ?? null,
    failed: (n) => (trials.state[n] === FAILED ? trials.failedChecks[n]!.length : null),
    cost: (n) => trials.costUsd[n] ?? null,
    time: (n) => trials.durationMs[n] ?? null,
  };
  const keys = new Map(places.map((n) => [n, keyOf[column](n)]));
  return places.toSorted((a, b) => compare(keys.get(a) ?? null, keys.get(b) ?? null, isDescending) || a - b);
}

function compare(a: number | null, b: number | null, isDescending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return isDescending ? b - a : a - b;
}

/** Where each task stands by its title. */
function toRanks({ tasks }: RunIndex): { readonly tasks: readonly number[] } {
  const order = [...tasks.keys()].toSorted((a, b) => compareNames(tasks[a]!.title, tasks[b]!.title));
  const ranks: number[] = [];
  for (const [rank, task] of order.entries()) ranks[task] = rank;
  return { tasks: ranks };
}

/** How one task did in one night, or in the baseline: of pass (0 or 1) or of score (0..1). */
export interface NightTally {
  readonly task: string;
  /** Attempts that were scored. A task without any is as good as not there. */
  readonly scored: number;
  readonly mean: number;
  /** Unbiased (divided by scored - 1); null where a single attempt has none. */
  readonly variance: number | null;
}

/** By task: number of values, their sum, and the sum of their squares. */
export interface Totals {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** A baseline and the nights since, oldest first; all of the baseline's tasks, in the same order. */
export interface NightHistory {
  readonly baseline: Totals;
  readonly nights: readonly Totals[];
}

/** Tasks that the baseline does not have are left out. */
export function toHistory(
  baseline: readonly NightTally[],
  nights: readonly (readonly NightTally[])[],
): NightHistory {
  const known = baseline.filter(({ scored }) => scored > 0);
  const indexes = new Map(known.map(({ task }, index) => [task, index]));
  const toTotals = (tallies: readonly NightTally[]): Totals => {
    const totals = emptyTotals(known.length);
    for (const tally of tallies) {
      const index = indexes.get(tally.task);
      if (index !== undefined && tally.scored > 0) addTally(totals, index, tally);
    }
    return totals;
  };
  return { baseline: toTotals(known), nights: nights.map(toTotals) };
}

export function emptyTotals(tasks: number): Totals {
  return { count: new Float64Array(tasks), sum: new Float64Array(tasks), squares: new Float64Array(tasks) };
}

/** Changes the first. */
export function addTotals(into: Totals, more: Totals): void {
  for (let task = 0; task < into.count.length; task += 1) {
    into.count[task]! += more.count[task]!;
    into.sum[task]! += more.sum[task]!;
    into.squares[task]! += more.squares[task]!;
  }
}

function addTally(totals: Totals, index: number, { scored, mean, variance }: NightTally): void {
  totals.count[index]! += scored;
  totals.sum[index]! += scored * mean;
  totals.squares[index]! += (scored - 1) * (variance ?? 0) + scored * mean * mean;
}

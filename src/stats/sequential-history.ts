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

/** A baseline and the nights since, of the baseline's tasks. */
export interface NightHistory {
  readonly tasks: number;
  readonly nights: number;
  readonly baseline: Totals;
  /** At `night * tasks + task` are the totals of nights 1 to `night`, so that any stretch of nights is one subtraction. */
  readonly running: Totals;
}

/** Tasks that the baseline does not have are left out. */
export function toHistory(
  baseline: readonly NightTally[],
  nights: readonly (readonly NightTally[])[],
): NightHistory {
  const known = baseline.filter(({ scored }) => scored > 0);
  const indexes = new Map(known.map(({ task }, index) => [task, index]));
  const tasks = indexes.size;
  const [start, running] = [emptyTotals(tasks), emptyTotals((nights.length + 1) * tasks)];
  for (const tally of known) addTally(start, indexes.get(tally.task)!, tally);
  for (const [index, night] of nights.entries()) {
    const row = (index + 1) * tasks;
    for (const totals of [running.count, running.sum, running.squares])
      totals.copyWithin(row, row - tasks, row);
    for (const tally of night) {
      const task = indexes.get(tally.task);
      if (task !== undefined && tally.scored > 0) addTally(running, row + task, tally);
    }
  }
  return { tasks, nights: nights.length, baseline: start, running };
}

export function emptyTotals(length: number): Totals {
  return {
    count: new Float64Array(length),
    sum: new Float64Array(length),
    squares: new Float64Array(length),
  };
}

function addTally(totals: Totals, index: number, { scored, mean, variance }: NightTally): void {
  totals.count[index]! += scored;
  totals.sum[index]! += scored * mean;
  totals.squares[index]! += (scored - 1) * (variance ?? 0) + scored * mean * mean;
}

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
  /** Entry `night * tasks + task` is the total of nights 1 to `night`, so that any stretch of nights is one difference. */
  readonly running: Totals;
}

/** Tasks that the baseline does not have are left out. */
export function toHistory(
  baseline: readonly NightTally[],
  nights: readonly (readonly NightTally[])[],
): NightHistory {
  const names = [...new Set(baseline.filter(({ scored }) => scored > 0).map(({ task }) => task))];
  const indexes = new Map(names.map((task, index) => [task, index]));
  const tasks = names.length;
  const start = zeros(tasks);
  for (const tally of baseline) add(start, indexes.get(tally.task), tally);
  const running = zeros((nights.length + 1) * tasks);
  for (const [index, night] of nights.entries()) {
    const row = (index + 1) * tasks;
    for (const totals of Object.values(running) as Float64Array[]) totals.copyWithin(row, row - tasks, row);
    for (const tally of night) {
      const task = indexes.get(tally.task);
      add(running, task === undefined ? undefined : row + task, tally);
    }
  }
  return { tasks, nights: nights.length, baseline: start, running };
}

function zeros(length: number): Totals {
  return {
    count: new Float64Array(length),
    sum: new Float64Array(length),
    squares: new Float64Array(length),
  };
}

function add(totals: Totals, index: number | undefined, { scored, mean, variance }: NightTally): void {
  if (index === undefined || scored === 0) return;
  totals.count[index]! += scored;
  totals.sum[index]! += scored * mean;
  totals.squares[index]! += (scored - 1) * (variance ?? 0) + scored * mean * mean;
}

/** What the scored trials of one task add up to. Tasks are the unit of inference; a task without a scored trial is left out. */
export interface TaskTally {
  readonly task: string;
  /** At least 1. Outages and cancelled trials are not among them. */
  readonly scored: number;
  readonly passed: number;
  /** In 0..1. */
  readonly scoreMean: number;
  /** Of single trials, unbiased (divided by scored - 1); null below two trials. */
  readonly scoreVariance: number | null;
}

/** The share of this task's scored trials that passed. */
export function passRateOf({ passed, scored }: TaskTally): number {
  return passed / scored;
}

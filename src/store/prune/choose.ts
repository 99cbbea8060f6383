/** A run as retention sees it. */
export interface RetainedRun {
  readonly name: string;
  readonly createdAtMs: number;
  readonly suite: string;
  readonly isUnderWay: boolean;
  /** Of everything in its folder. */
  readonly bytes: number;
  /** Of it, what may go. */
  readonly bulkBytes: number;
}

export interface RetentionRules {
  readonly nowMs: number;
  /** Age from which the bulk of a run may go; null: at no age. */
  readonly keepMs: number | null;
  /** What all runs may take; null: no matter how much. */
  readonly maxBytes: number | null;
}

export interface RetentionChoice<Run extends RetainedRun> {
  /** Those whose bulk goes, the oldest first. */
  readonly pruned: readonly Run[];
  /** Those that a rule would have taken, with the reason why they stay as they are. */
  readonly spared: readonly { readonly run: Run; readonly why: string }[];
  /** What all runs take then. */
  readonly bytes: number;
}

/**
 * Chooses the runs whose bulk goes: those past their age, then the oldest until all fit. A run under way, and the newest of
 * each suite, stay as they are.
 */
export function chooseRuns<Run extends RetainedRun>(
  runs: readonly Run[],
  { nowMs, keepMs, maxBytes }: RetentionRules,
): RetentionChoice<Run> {
  const oldestFirst = runs.toSorted((a, b) => a.createdAtMs - b.createdAtMs);
  const newest = new Map(oldestFirst.map((run) => [run.suite, run]));
  const pruned: Run[] = [];
  const spared: { readonly run: Run; readonly why: string }[] = [];
  let bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
  for (const run of oldestFirst.filter(({ bulkBytes }) => bulkBytes > 0)) {
    const isOld = keepMs !== null && nowMs - run.createdAtMs > keepMs;
    const isTooMuch = maxBytes !== null && bytes > maxBytes;
    if (!isOld && !isTooMuch) continue;
    const why = run.isUnderWay
      ? "it is under way"
      : newest.get(run.suite) === run
        ? `it is the newest of the suite ${run.suite}`
        : null;
    if (why !== null) {
      spared.push({ run, why });
      continue;
    }
    pruned.push(run);
    bytes -= run.bulkBytes;
  }
  return { pruned, spared, bytes };
}

/** Money that the trials of a run share. It is asked before each request and told after it. */
export interface RunBudget {
  /** Null: not limited. */
  readonly maxCostUsd: number | null;
  readonly spentUsd: () => number;
  readonly add: (costUsd: number) => void;
}

/** @param spentUsd what an earlier part of the same run has already used, in US dollars */
export function createRunBudget(maxCostUsd: number | null, spentUsd = 0): RunBudget {
  let spent = spentUsd;
  return {
    maxCostUsd,
    spentUsd: () => spent,
    add: (costUsd) => {
      spent += costUsd;
    },
  };
}

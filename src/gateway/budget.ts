/** Money that the trials of a run share. It is asked before each request and told after it. */
export interface RunBudget {
  /** Null: not limited. */
  readonly maxCostUsd: number | null;
  readonly spentUsd: () => number;
  readonly add: (costUsd: number) => void;
  /** What calls under way will probably cost; a negative figure gives back. */
  readonly reserve: (costUsd: number) => void;
  readonly reservedUsd: () => number;
}

/** @param spentUsd what an earlier part of the same run has already used, in US dollars */
export function createRunBudget(maxCostUsd: number | null, spentUsd = 0): RunBudget {
  let spent = spentUsd;
  let reserved = 0;
  return {
    maxCostUsd,
    spentUsd: () => spent,
    reserve: (costUsd) => {
      reserved += costUsd;
    },
    reservedUsd: () => reserved,
    add: (costUsd) => {
      spent += costUsd;
    },
  };
}

/** Where the true value lies, in the unit of what was measured. `method` is short and stable, such as "wilson". */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** 0.95: of a hundred such intervals, about 95 contain the true value. */
  readonly level: number;
  readonly method: string;
}

export const DEFAULT_LEVEL = 0.95;

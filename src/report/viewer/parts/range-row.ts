/** A row of a chart of ranges. */
export interface RangeRow {
  readonly name: string;
  /** Null where nothing is known: the row says so in words. */
  readonly value: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** What stands at the row's end. */
  readonly words: string;
  /** A reference or what is not significant stands back. */
  readonly isQuiet: boolean;
}

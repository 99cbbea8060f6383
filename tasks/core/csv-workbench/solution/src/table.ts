/** Data as the steps see it: every value is a text, and each row has one value a column. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export type Row = readonly string[];

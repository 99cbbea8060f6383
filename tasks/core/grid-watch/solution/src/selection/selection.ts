import { DAYS } from "../data/grid.ts";

export const DAY_KINDS = ["all", "weekdays", "weekends"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** What is looked at. Days are meant by their index. */
export interface Selection {
  readonly first: number;
  readonly last: number;
  readonly kind: DayKind;
  /** Ids of the sources that are hidden. */
  readonly hidden: readonly string[];
  readonly compare: boolean;
}

export const LAST_DAY = DAYS.length - 1;

export const DEFAULT_SELECTION: Selection = {
  first: LAST_DAY - 6,
  last: LAST_DAY,
  kind: "all",
  hidden: [],
  compare: false,
};

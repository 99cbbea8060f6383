import type { RunIndex } from "../../../model/report-index.ts";
import type { Flips } from "./flips.ts";
import type { GridView } from "./view.ts";

/** What both layouts get. */
export interface ShownProps {
  readonly run: RunIndex;
  /** Places of trials. */
  readonly shown: readonly number[];
  readonly view: GridView;
  readonly flips: Flips | null;
  readonly change: (changes: Partial<GridView>) => void;
}

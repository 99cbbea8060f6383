import type { TrialEvent } from "../../core/event.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { TrialRow } from "../../core/trial-row.ts";

/** Shows a run while it goes on. Every method returns at once; `close` waits until all is shown. */
export interface ProgressView {
  /** A line about the preparation or the run as a whole: images, a fallback, an interrupt. */
  readonly note: (line: string) => void;
  /** The trials are about to begin; `finished` had a result already. */
  readonly begin: (manifest: Manifest, finished: readonly TrialRow[]) => void;
  readonly event: (event: TrialEvent) => void;
  readonly result: (result: TrialRow) => void;
  readonly close: () => Promise<void>;
}

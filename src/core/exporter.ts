import type { Manifest } from "./manifest.ts";
import type { TrialResult } from "./result.ts";
import type { Summary } from "./summary.ts";

/** A whole run as files are made from it. */
export interface RunData {
  readonly manifest: Manifest;
  readonly summary: Summary;
  readonly results: readonly TrialResult[];
}

/** Turns a run into somebody else's file format. One file in `exporters/`, one registry line. */
export interface Exporter {
  readonly name: string;
  readonly summary: string;
  /** Name of the file that it makes in the run's folder. */
  readonly fileName: string;
  readonly render: (run: RunData) => string;
}

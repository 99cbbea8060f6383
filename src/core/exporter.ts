import type { TrialEvent } from "./event.ts";
import type { Manifest } from "./manifest.ts";
import type { TrialResult } from "./result.ts";
import type { Summary } from "./summary.ts";
import type { TrialRow } from "./trial-row.ts";

/** A whole run as files are made from it. What there is much of is read piece by piece, and again each time. */
export interface RunData {
  readonly manifest: Manifest;
  readonly summary: Summary;
  /** In the order of the trials' ids. */
  readonly rows: () => AsyncIterable<TrialRow>;
  /** Everything of one trial; null where it was not finished. */
  readonly result: (trialId: string) => Promise<TrialResult | null>;
  /** What happened in one try of a trial; nothing where its transcript was pruned. */
  readonly events: (trialId: string, tryNumber: number) => AsyncIterable<TrialEvent>;
}

/** A file that an exporter makes; `content` is read once, in pieces of any size. */
export interface ExportedFile {
  /** Below the folder that is exported to, with `/`. */
  readonly path: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}

/** Who hands the results on, as far as the user tells. */
export interface Publisher {
  readonly organisation: string | null;
  /** To the models that were evaluated: who evaluates his own is the first party. */
  readonly relationship: (typeof RELATIONSHIPS)[number] | null;
  /** `owner/name` of the suite among the Hugging Face Hub's datasets. */
  readonly dataset: string | null;
  /** Where the run is published. */
  readonly url: string | null;
}

export const RELATIONSHIPS = ["first_party", "third_party", "collaborative", "other"] as const;

export const UNKNOWN_PUBLISHER: Publisher = {
  organisation: null,
  relationship: null,
  dataset: null,
  url: null,
};

/** What the environment gives, so that exporters stay pure. */
export interface ExportTools {
  readonly publisher: Publisher;
  readonly sha256: (data: string) => string;
  /** Of the export, not of the run. */
  readonly now: Date;
}

/** Turns a run into somebody else's file format. One file in `exporters/`, one registry line. */
export interface Exporter {
  readonly name: string;
  readonly summary: string;
  /** Whether every run gets it at its end, in its own folder. */
  readonly isPartOfRun: boolean;
  /** The files one after the other: each is read to its end before the next is asked for. */
  readonly render: (run: RunData, tools: ExportTools) => AsyncIterable<ExportedFile> | Iterable<ExportedFile>;
}

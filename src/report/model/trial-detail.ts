import type { Review } from "../../core/review.ts";
import type { TrialResult } from "../../core/result.ts";

/** Everything of one trial that is not large. */
export interface TrialDetail {
  readonly id: string;
  /** Null while it has not ended. */
  readonly result: TrialResult | null;
  /** Lines that the pages of each check wrote and asked for, all that were kept. */
  readonly logs: readonly CheckLog[];
  readonly phaseLogs: readonly PhaseLog[];
  readonly transcripts: readonly { readonly tryNumber: number; readonly sizeBytes: number }[];
  readonly turns: readonly TurnParts[];
  /** Whether there is a chunk of what the agent began with. */
  readonly hasStarter: boolean;
  readonly reviews: readonly Review[];
  /** Command lines to go on with. */
  readonly commands: { readonly reproduce: string; readonly open: string; readonly rescore: string };
}

export interface CheckLog {
  readonly turn: number;
  readonly check: string;
  readonly console: readonly string[];
  readonly network: readonly string[];
}

export interface PhaseLog {
  readonly name: string;
  readonly turn: number;
  readonly text: string;
  /** Bytes left out in the middle. */
  readonly leftOutBytes: number;
}

export interface TurnParts {
  readonly turn: number;
  /** Whether there is a chunk of its files: its workspace is stored and was not pruned. */
  readonly hasFiles: boolean;
  /** `static`: a file plays it; `server`: it must be started in a sandbox; `none`: nothing is there to play. */
  readonly app: "static" | "server" | "none";
  /** Why there is nothing to play, or why it must be started. */
  readonly appNote: string | null;
}

/** A workspace's files, or what the agent began with. */
export interface WorkspaceFiles {
  readonly files: readonly WorkspaceFile[];
  /** Files that are not listed, since there are too many. */
  readonly leftOut: number;
}

export interface WorkspaceFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly isExecutable: boolean;
  /** Short hash of its bytes. */
  readonly hash: string;
  /** Null where it is no text, or too large to show. */
  readonly text: string | null;
}

import type { RunData } from "../../core/exporter.ts";
import type { Review } from "../../core/review.ts";
import type { SandboxFile } from "../../core/sandbox.ts";
import type { LoadedSuite } from "../../core/suite.ts";

/** A run as a report is made of it: its results, and its files where they are still there. */
export interface ReportRun {
  readonly data: RunData;
  readonly files: RunFiles;
  /** The suite as it is now; null where it cannot be read. */
  readonly suite: LoadedSuite | null;
  /** Why it is not there. */
  readonly suiteNote: string | null;
  /** Trials that are being worked on. */
  readonly running: ReadonlySet<string>;
}

/** What lies in a run's folder. Null where a file is not there, or was pruned. */
export interface RunFiles {
  /** @param path below the trial's folder */
  readonly trialFile: (trialId: string, path: string) => Promise<Uint8Array | null>;
  readonly sizeOf: (trialId: string, path: string) => Promise<number | null>;
  /** A stored workspace by its hash. */
  readonly workspace: (hash: string) => Promise<readonly SandboxFile[] | null>;
  readonly hasWorkspace: (hash: string) => Promise<boolean>;
  /** What the app's build made after a turn, where it is nothing but files. */
  readonly built: (trialId: string, turn: number) => Promise<readonly SandboxFile[] | null>;
  readonly hasBuilt: (trialId: string, turn: number) => Promise<boolean>;
  /** What a task's agent begins with. */
  readonly starter: (taskId: string) => Promise<readonly SandboxFile[] | null>;
  readonly proof: (taskId: string) => Promise<readonly string[] | null>;
  readonly reviews: () => Promise<readonly Review[]>;
}

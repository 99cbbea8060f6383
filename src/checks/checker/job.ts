import type { CheckSpec } from "../../core/check.ts";
import type { BrowserLaunch } from "../../core/sandbox.ts";

/** What the checker is asked to do: one JSON document on its standard input. Made by the harness, which vouches for its shape. */
export interface Job {
  readonly nonce: string;
  readonly checks: readonly CheckSpec[];
  readonly baseUrl: string;
  readonly locale: string;
  readonly seed: number;
  /** Time of all checks together. */
  readonly timeoutMs: number;
  /** Whether the app's first page is measured and pictured after the checks. */
  readonly measuresQuality: boolean;
  /** Whether a check of many tests may end at the first that fails. */
  readonly stopsAtFirstFailure: boolean;
  /** Whether a named step and one that fails leave a picture. */
  readonly takesPictures: boolean;
  readonly browser: BrowserLaunch;
  /** Folder with the task's files. */
  readonly taskFolder: string;
  readonly workspaceFolder: string | null;
  readonly servicesFolder: string | null;
  /** Folder that the checker may write to. */
  readonly scratchFolder: string;
}

/** What measuring the app's first page may take, of the time of all checks. */
export const QUALITY_TIMEOUT_MS = 10_000;

/** The verdict's message of a check that was never begun. */
export const OUT_OF_TIME = "not run: the time for all checks was over";

import type { BrowserContext, Page } from "playwright";
import type { BrowserLaunch } from "../core/sandbox.ts";

/** Instant that a `fixed` or `manual` clock starts at. */
export const CLOCK_START = "2026-01-01T12:00:00Z";

/** What a running check may use. Lives in container C only. */
export interface CheckContext {
  readonly viewport: { readonly width: number; readonly height: number };
  /**
   * `real`: nothing of the page is touched. `fixed`: Date stands at {@link CLOCK_START} while timers run. `manual`: timers and frames too
   * stand until a `tick`. Under the last two Math.random is seeded, so that pictures repeat.
   */
  readonly clock: "real" | "fixed" | "manual";
  /** Time of the whole check. */
  readonly timeoutMs: number;
  /** Whether a check of many tests may end at the first that fails. */
  readonly stopsAtFirstFailure: boolean;
  /** Whether pictures are wanted that are no part of a verdict. */
  readonly takesPictures: boolean;
  /** Aborted at the check's deadline. */
  readonly signal: AbortSignal;
  /** Address of the app without a slash at the end. */
  readonly baseUrl: string;
  /** BCP 47 tag of the product's language. */
  readonly locale: string;
  readonly seed: number;
  readonly browser: BrowserLaunch;
  /** Folder for files that a check needs for itself; empty at the start of each check. */
  readonly scratchFolder: string;
  /** Folder that holds the task's files under their own paths. */
  readonly taskFolder: string;
  /** Folder of the workspace's files as data, or null where they were not asked for. Nothing in it is ever imported. */
  readonly workspaceFolder: string | null;
  /** Folder with the state of each of the task's services, or null where it was not asked for. */
  readonly servicesFolder: string | null;
  /** Loads a package of the checker's own modules. */
  readonly load: (name: string) => unknown;
  /** Opens a page in a fresh browser context. The checker closes it when the check ends. */
  readonly openPage: () => Promise<PageSession>;
  /** Absolute path of one of the task's files. */
  readonly taskFile: (path: string) => string;
  /** Keeps a picture beside the verdict. */
  readonly keepScreenshot: (name: string, png: Uint8Array) => void;
  /** Says which step runs, so that a check that met its deadline can name it. */
  readonly enterStep: (step: string) => void;
  /** Takes out of a text what differs between two runs of the same thing: the app's host and port, paths of the machine. */
  readonly normalize: (text: string) => string;
}

/** One page with what it did since it was opened. */
export interface PageSession {
  readonly page: Page;
  readonly browserContext: BrowserContext;
  readonly problems: readonly PageProblem[];
  /** Whether data or code that a page asked for is on its way. */
  readonly isLoading: () => boolean;
  setDialogPolicy(policy: "accept" | "dismiss"): void;
}

/** Something that a page complained of; texts are normalised. */
export interface PageProblem {
  /** request: one of the app's own addresses failed or answered 400 or more. */
  readonly kind: "error" | "warning" | "exception" | "request";
  readonly text: string;
}

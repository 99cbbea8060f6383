import type { CheckSpec, CheckVerdict } from "./check.ts";
import type { Quality } from "./quality.ts";
import type { Sandbox, SandboxFile } from "./sandbox.ts";

/** What the checker is asked to do. */
export interface CheckRequest {
  /** Of the role `checker`, with nothing else to do: what runs in it ends with it. */
  readonly sandbox: Sandbox;
  readonly checks: readonly CheckSpec[];
  /** Folder that the paths of the checks are relative to, or several laid over each other. */
  readonly taskFolder: string | readonly string[];
  readonly locale: string;
  readonly seed: number;
  readonly baseUrl: string;
  /** Time for all checks together; those that did not get their turn fail. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The agent's files, for specs that look at them as data. */
  readonly workspace?: readonly SandboxFile[] | null;
  /** State of the task's services by name, for checks that look at it. */
  readonly services?: Readonly<Record<string, readonly SandboxFile[]>> | null;
  /** Whether the app's first page is measured and pictured after the checks, within their time. False where it is silent. */
  readonly measuresQuality?: boolean;
  /** Whether a check of many tests may end at the first that fails, where nobody wants its share. False where it is silent. */
  readonly stopsAtFirstFailure?: boolean;
  /** Whether a named step and one that fails leave a picture. True where it is silent. */
  readonly takesPictures?: boolean;
  readonly onVerdict?: (verdict: CheckVerdict) => void;
}

/** What came over the checker's channel. */
export interface CheckReport {
  /** One for each check that was asked for, in that order. */
  readonly verdicts: readonly CheckVerdict[];
  readonly screenshots: readonly {
    readonly check: string;
    readonly name: string;
    readonly png: Uint8Array;
  }[];
  readonly logs: readonly {
    readonly check: string;
    readonly console: readonly string[];
    readonly network: readonly string[];
  }[];
  /** Of the app's first page; null where it was not asked for, was not done in time, or went wrong. */
  readonly quality: Quality | null;
  /** A JPEG of what its first page shows at first, an error page too; null as `quality` is, each for itself. */
  readonly firstPage: Uint8Array | null;
  /** By check id. */
  readonly timingsMs: Readonly<Record<string, number>>;
}

/** One check that is to run beside the agent's code. */
export interface BesideRequest extends Pick<CheckRequest, "taskFolder" | "timeoutMs" | "signal"> {
  /** Of the role `app`, with the workspace in it; nothing has run there yet. */
  readonly sandbox: Sandbox;
  readonly check: CheckSpec;
}

export interface BesideReport {
  readonly verdict: CheckVerdict;
  /** Lines that its program printed. */
  readonly log: readonly string[];
}

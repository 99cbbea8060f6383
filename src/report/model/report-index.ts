import type { GateReport } from "../../core/gate.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { Summary } from "../../core/summary.ts";

/** What every page needs: small, whatever the number of trials. */
export interface ReportIndex {
  /** Version of buildoff that wrote it. */
  readonly buildoff: string;
  /** ISO 8601. */
  readonly generatedAt: string;
  /** The first is what the report is about; the others are compared with it, the latest first. */
  readonly runs: readonly RunIndex[];
  /** How the first run stands against its baseline; null where none was given. */
  readonly gate: GateReport | null;
  /** What a server behind the pages can do; null for files. */
  readonly server: ServerAbilities | null;
}

export interface ServerAbilities {
  /** Sent back with every request that changes something. */
  readonly token: string;
  /** Whether an app can be started in a sandbox; why not, where it cannot. */
  readonly apps: { readonly isPossible: boolean; readonly reason: string | null };
  /** Name that a reviewer's verdict is stored with, unless another is given. */
  readonly reviewer: string;
}

export interface RunIndex {
  readonly runId: string;
  readonly suite: { readonly name: string; readonly version: string };
  readonly createdAt: string;
  readonly buildoff: string;
  readonly sandbox: string;
  readonly derivedFrom: string | null;
  /** Of the sandbox: what is not as strong as it should be. */
  readonly warnings: readonly string[];
  /** Of the trials that have ended by now; groups without what is there by task. */
  readonly summary: SummaryIndex;
  readonly tasks: readonly TaskIndex[];
  /** Ids of checks; trials name those that they failed by their place here. */
  readonly checks: readonly string[];
  readonly trials: TrialColumns;
}

export type SummaryIndex = Omit<Summary, "schema" | "conditions" | "facets" | "groups"> & {
  readonly groups: readonly GroupIndex[];
};
export type GroupIndex = Omit<Summary["groups"][number], "tasks" | "slices">;

export type TaskIndex = Pick<
  Manifest["tasks"][number],
  "id" | "title" | "category" | "difficulty" | "locale" | "stack"
>;

/** What a trial has come to, in one word. */
export const STATES = ["passed", "failed", "unscored", "cancelled", "running", "waiting"] as const;
export type State = (typeof STATES)[number];
export const OUTCOMES = ["completed", "limit", "agent-error", "infra-error", "cancelled"] as const;
export const FAILED_PHASES = ["freeze", "build", "serve", "check"] as const;

/** One element a trial in each, in the order of the plan. */
export interface TrialColumns {
  /** An id is its task's, a dot, and one of these; so thousands of ids take little room. */
  readonly tails: readonly string[];
  readonly tail: readonly number[];
  /** Place in `RunIndex.tasks`. */
  readonly task: readonly number[];
  /** Place in `summary.groups`. */
  readonly group: readonly number[];
  readonly languages: readonly string[];
  readonly language: readonly number[];
  readonly seed: readonly number[];
  readonly attempt: readonly number[];
  /** Place in STATES. */
  readonly state: readonly number[];
  /** Place in OUTCOMES; null before it ended. */
  readonly outcome: readonly (number | null)[];
  /** Place in FAILED_PHASES. */
  readonly failedPhase: readonly (number | null)[];
  /** 0..1, to four places; null where it could not be scored. */
  readonly score: readonly (number | null)[];
  /** Places in `RunIndex.checks`. */
  readonly failedChecks: readonly (readonly number[])[];
  /** To four digits. */
  readonly costUsd: readonly (number | null)[];
  readonly tokens: readonly (number | null)[];
  readonly durationMs: readonly (number | null)[];
  /** The turn whose first page there is a picture of; null: there is none. */
  readonly picture: readonly (number | null)[];
}

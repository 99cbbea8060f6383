/** Where in a user's file something is wrong; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The user's input or machine is not as it must be. Printed without a stack, exit code 2.
 * Made by the factories of `user-errors.ts` only; branch on `code`.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly kind = "user";
  readonly code: string;
  /** What to do next, one or more sentences or a command. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/**
 * Something the trial stands on failed: the engine, a container lost from outside, the checker, a provider.
 * Never counts against a model; the trial is tried again from its last frozen workspace.
 */
export class InfraError extends Error {
  override readonly name = "InfraError";
  readonly kind = "infra";
  readonly code: InfraCode;

  constructor(code: InfraCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

export type InfraCode =
  | "engine"
  | "sandbox-lost"
  | "checker"
  | "gateway"
  | "provider"
  | "service"
  | "replay"
  | "store"
  | "bug";

/** The agent's or app's own doing ended its sandbox (memory, `kill`, a fork bomb, a full disk). Final, never retried. */
export class SandboxDeathError extends Error {
  override readonly name = "SandboxDeathError";
  readonly kind = "sandbox-death";
  readonly death: SandboxDeathCause;

  constructor(death: SandboxDeathCause, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.death = death;
  }
}

export type SandboxDeathCause = "memory" | "processes" | "disk" | "killed";

/** The workspace cannot be collected, by the agent's doing. Score 0 at phase `freeze`. */
export class WorkspaceRejectedError extends Error {
  override readonly name = "WorkspaceRejectedError";
  readonly kind = "workspace-rejected";
  /** The offending entry, escaped for display. */
  readonly entry: string;
  readonly reason: WorkspaceRejection;

  constructor(reason: WorkspaceRejection, entry: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.reason = reason;
    this.entry = entry;
  }
}

export type WorkspaceRejection =
  | "absolute-path"
  | "parent-path"
  | "escaping-link"
  | "hard-link"
  | "special-file"
  | "bad-name"
  | "too-many-entries"
  | "too-large"
  | "too-deep"
  | "too-slow"
  | "malformed";

import type { Limits } from "./limits.ts";
import type { Sandbox, SandboxFile } from "./sandbox.ts";
import type { AgentEvent } from "./event.ts";

/** Wire formats that a gateway speaks to an agent. */
export type Protocol = "openai-chat";

/** How an agent reaches its model: an address inside the sandbox and a token that is worth nothing elsewhere. */
export interface ModelAccess {
  /** Name to send, such as `qwen3-coder`. */
  readonly model: string;
  readonly protocol: Protocol;
  /** Address inside the sandbox, such as `http://127.0.0.1:4000/v1`. */
  readonly baseUrl: string;
  readonly token: string;
}

export interface AgentTurn {
  /** From 1. */
  readonly number: number;
  /** What the agent is told, preamble included. */
  readonly prompt: string;
}

export interface AgentContext {
  readonly sandbox: Sandbox;
  readonly turn: AgentTurn;
  readonly model: ModelAccess | null;
  readonly limits: Limits;
  /** Aborted at a limit or when the user cancels; the agent stops what it runs. */
  readonly signal: AbortSignal;
  readonly emit: (event: AgentEvent) => void;
  /** Reference files of this turn. Only the oracle may ask; they never enter another agent's sandbox. */
  readonly loadSolution: () => Promise<readonly SandboxFile[]>;
}

/** How the agent itself ended; a cancel, or a limit that others watch, is known from the signal. An exit code alone says nothing. */
export type AgentEnd =
  | { readonly kind: "completed" }
  | { readonly kind: "agent-error"; readonly message: string }
  | { readonly kind: "limit"; readonly limit: "memory" | "outputBytes"; readonly message: string };

/** The settings of an agent that a user configures, as strings from the command line or a run file. */
export interface AgentSettings {
  /** Command line of the agent `command`. */
  readonly command: string | null;
}

/** A data-only description and one function. One file in `agents/`, one line in its registry. */
export interface AgentDefinition {
  readonly name: string;
  readonly summary: string;
  /** Version of the agent's program; null for what is part of buildoff. */
  readonly version: string | null;
  /** Null: needs no model. */
  readonly protocol: Protocol | null;
  /** Whether a model (which may be absent) is refused, wanted or required. */
  readonly model: "none" | "optional" | "required";
  /** True where it runs no code that a model or a stranger wrote: may run under `local`. */
  readonly trusted: boolean;
  /** Whether the agent needs its own image layer (`sandboxes/agents/<name>`). */
  readonly imageLayer: boolean;
  /** Whether a later turn continues the agent's own session or starts a new one. */
  readonly session: "continues" | "restarts";
  /** Its tools where they are fixed; null where the agent decides. */
  readonly tools: readonly string[] | null;
  readonly run: (context: AgentContext, settings: AgentSettings) => Promise<AgentEnd>;
}

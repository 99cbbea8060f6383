import type { AgentSettings, ToolPreset } from "./agent-settings.ts";
import type { AgentEvent } from "./event.ts";
import type { Limits } from "./limits.ts";
import type { Protocol } from "./protocol.ts";
import type { NeededImage, Sandbox, SandboxFile } from "./sandbox.ts";

/** How an agent reaches its model: an address inside the sandbox and a token that is worth nothing elsewhere. */
export interface ModelAccess {
  /** Name to send, such as `qwen3-coder`. */
  readonly model: string;
  readonly protocol: Protocol;
  /**
   * Address inside the sandbox, as the provider's own clients take it: `http://127.0.0.1:4000/v1` for OpenAI's protocols,
   * `http://127.0.0.1:4000` for Anthropic's and Google's, whose clients add the version themselves.
   */
  readonly baseUrl: string;
  readonly token: string;
  /** Tokens that the model can take in, answer included; null where nobody knows. */
  readonly contextLength: number | null;
  /** Whether the model takes pictures; null where nobody knows. */
  readonly seesImages: boolean | null;
  /** The same gateway for an agent that runs in the harness: no socket, no key, every call metered and limited alike. */
  readonly fetch: typeof globalThis.fetch;
}

/** An MCP server (Streamable HTTP) that the gateway carries into the sandbox. */
export interface McpAccess {
  /** `sandbox` for buildoff's own tools, else the name of a task's service. */
  readonly name: string;
  /** Address inside the sandbox. Wants `Authorization: Bearer <token>`. */
  readonly url: string;
  readonly token: string;
  /** For an agent that runs in the harness. */
  readonly fetch: typeof globalThis.fetch;
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
  /** What `settings.tools` leaves of buildoff's own tools, and the task's services. */
  readonly mcpServers: readonly McpAccess[];
  readonly limits: Limits;
  /** Aborted at a limit or when the user cancels; the agent stops what it runs. */
  readonly signal: AbortSignal;
  readonly emit: (event: AgentEvent) => void;
  /** Reference files of this turn. Only the oracle may ask; they never enter another agent's sandbox. */
  readonly loadSolution: () => Promise<readonly SandboxFile[]>;
  /** What this agent last gave to `remember` in this trial: in an earlier turn, or before a crash. */
  readonly memory: Uint8Array | null;
  /**
   * Set where this turn was interrupted by a crash and goes on from a checkpoint: the workspace is as it was then, and so
   * are `memory` and the folders of the agent's `recovery`.
   */
  readonly resumed: { readonly label: string } | null;
  /**
   * What an agent in the harness needs in its next turn, or to go on after a crash: asked for at a checkpoint and at the
   * turn's end. The last one counts.
   */
  readonly remember: (read: () => Uint8Array) => void;
  /** Keeps the workspace as it is now, to be graded: a round of an agent that works in rounds. The sandbox stands still meanwhile. */
  readonly checkpoint: (label: string) => Promise<void>;
}

/** How the agent itself ended; a cancel, or a limit that others watch, is known from the signal. An exit code alone says nothing. */
export type AgentEnd =
  | { readonly kind: "completed" }
  | { readonly kind: "agent-error"; readonly message: string }
  | { readonly kind: "limit"; readonly limit: "memory" | "outputBytes"; readonly message: string };

/** A data-only description and one function. One file in `agents/`, one line in its registry. */
export interface AgentDefinition {
  readonly name: string;
  readonly summary: string;
  /** Version of the agent's program; null for what is part of buildoff. */
  readonly version: string | null;
  /** Wire formats that it speaks, the preferred one first; none where it needs no model. */
  readonly protocols: readonly Protocol[];
  /** Whether a model (which may be absent) is refused, wanted or required. */
  readonly model: "none" | "optional" | "required";
  /** True where it runs no code that a model or a stranger wrote: may run under `local`. */
  readonly trusted: boolean;
  /** What its program needs on top of each stack (`sandboxes/agents/<name>`); null where that is nothing. */
  readonly imageLayer: NeededImage | null;
  /** Whether a later turn continues the agent's own session or starts a new one. */
  readonly session: "continues" | "restarts";
  /**
   * How an interrupted turn goes on from a checkpoint: with what it gave to `remember`, with the folders below $HOME that
   * its program keeps its session in, or not at all (null): then the trial starts again.
   */
  readonly recovery:
    | { readonly kind: "memory" }
    | { readonly kind: "folders"; readonly folders: readonly string[] }
    | null;
  /** Its own tools where they are fixed; null where the agent decides. */
  readonly tools: readonly string[] | null;
  /** Which of buildoff's tools it is offered unless the user says otherwise. */
  readonly defaultTools: ToolPreset;
  readonly run: (context: AgentContext, settings: AgentSettings) => Promise<AgentEnd>;
}

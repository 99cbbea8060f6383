import type { McpAccess, ModelAccess } from "./agent.ts";
import type { ToolPreset } from "./agent-settings.ts";
import type { InfraError } from "./errors.ts";
import type { GatewayEvent } from "./event.ts";
import type { LimitHit, Limits } from "./limits.ts";
import type { Protocol } from "./protocol.ts";
import type { Sandbox } from "./sandbox.ts";
import type { AppCommands } from "./stack.ts";
import type { ModelTiming, Usage } from "./usage.ts";

/** The only way out of a sandbox: one per trial, created before its sandbox and disposed after it. */
export interface Gateway extends AsyncDisposable {
  /** Starts the forwarder in a sandbox, and carries these servers into it. @throws InfraError `gateway` */
  readonly attach: (sandbox: Sandbox, mounts: readonly Mount[]) => Promise<SandboxAccess>;
  /** The model for callers of the harness itself, where no sandbox is attached; null where there is none. */
  readonly access: () => ModelAccess | null;
  /** What was used so far, metered from the wire. */
  readonly usage: () => Usage;
  readonly timing: () => ModelTiming;
  /**
   * Milliseconds for which calls of this trial waited for a provider that was busy or down, and none was being answered: no agent is
   * charged for them.
   */
  readonly waitedMs: () => number;
  /** The limit that a request met, or null. */
  readonly limitHit: () => LimitHit | null;
  /** Aborted when a limit is met, so that nobody waits for an agent that can get no further. */
  readonly exhausted: AbortSignal;
  /** When a byte last went through, in ms since the epoch; 0 before the first. */
  readonly lastActivityAt: () => number;
  /** Requests under way. */
  readonly pending: () => number;
  /** The model's name as the provider last gave it. */
  readonly answeredModel: () => string | null;
  /** An outage of the provider or of the gateway's own session: the trial is tried again. */
  readonly failure: () => InfraError | null;
}

/** What is reachable from one sandbox. */
export interface SandboxAccess {
  readonly model: ModelAccess | null;
  readonly mcpServers: readonly McpAccess[];
}

/** An HTTP server of ours or of a task's service, reachable below `/mcp/<name>` (its MCP endpoint) of a gateway. */
export interface Mount {
  readonly name: string;
  /** The path is the one below the mount, `/` at least. Never throws: a fault is a response. */
  readonly handle: (request: Request) => Promise<Response>;
}

export interface GatewayRequest {
  readonly trialId: string;
  /** provider/name as in the manifest; null: no model, only mounts. */
  readonly model: string | null;
  /** What the agent speaks, the preferred one first. */
  readonly protocols: readonly Protocol[];
  /** Whether the task lets the provider run tools of its own (web search, code execution, remote MCP). */
  readonly allowsProviderTools: boolean;
  readonly limits: Limits;
  /** What an interrupted earlier part of the same try has used: limits count it. */
  readonly usedBefore: Usage;
  readonly emit: (event: GatewayEvent) => void;
  readonly signal: AbortSignal;
}

/** A service of a task that runs in a sandbox of its own. Whoever opened it disposes it. */
export interface ServiceSession extends AsyncDisposable {
  readonly mount: Mount;
  /** Set where it has ended. Its cause is a SandboxDeathError where what it was sent was too much; else no caller is to blame. */
  readonly failure: () => InfraError | null;
}

/** Buildoff's own tools over one sandbox, as an MCP server. */
export interface SandboxTools extends AsyncDisposable {
  readonly mount: Mount;
}

export interface SandboxToolsRequest {
  readonly sandbox: Sandbox;
  readonly preset: Exclude<ToolPreset, "none">;
  readonly app: AppCommands;
  readonly limits: Limits;
  /** Makes a browser's container on the sandbox's loopback, at the first use of it. */
  readonly createBrowser: () => Promise<Sandbox>;
  readonly signal: AbortSignal;
}

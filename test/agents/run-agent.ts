import type { AgentContext, AgentDefinition, AgentEnd, ModelAccess } from "../../src/core/agent.ts";
import type { AgentSettings } from "../../src/core/agent-settings.ts";
import type { AgentEvent } from "../../src/core/event.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/limits.ts";
import type { Sandbox, SandboxFile } from "../../src/core/sandbox.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";

/** A sandbox of this machine, as a run would make it. */
export async function openLocalSandbox(limits: Limits = DEFAULT_LIMITS): Promise<Sandbox & AsyncDisposable> {
  const provider = await localProvider.create({ runId: "agents-test", browserPath: null, runtime: null });
  return provider.create(
    {
      role: "agent",
      owner: { runId: "agents-test", trialId: "trial", tryNumber: 1 },
      stack: "static",
      agentLayer: null,
      limits,
      joins: null,
    },
    new AbortController().signal,
  );
}

export interface RunAgentOptions {
  readonly sandbox: Sandbox;
  readonly turn?: number;
  readonly prompt?: string;
  readonly settings?: Partial<AgentSettings>;
  readonly model?: ModelAccess | null;
  readonly mcpServers?: AgentContext["mcpServers"];
  readonly memory?: Uint8Array;
  readonly resumed?: AgentContext["resumed"];
  readonly remember?: AgentContext["remember"];
  readonly checkpoint?: AgentContext["checkpoint"];
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly solution?: readonly SandboxFile[];
}

/** Lets an agent work on one turn, and gives how it ended and what it told. */
export async function runAgent(
  definition: AgentDefinition,
  options: RunAgentOptions,
): Promise<{ end: AgentEnd; events: readonly AgentEvent[]; output: string }> {
  const events: AgentEvent[] = [];
  const end = await definition.run(
    {
      sandbox: options.sandbox,
      turn: { number: options.turn ?? 1, prompt: options.prompt ?? "Build it." },
      model: options.model ?? null,
      mcpServers: options.mcpServers ?? [],
      memory: options.memory ?? null,
      resumed: options.resumed ?? null,
      remember: options.remember ?? (() => {}),
      checkpoint: options.checkpoint ?? (async () => {}),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      signal: options.signal ?? new AbortController().signal,
      emit: (event) => void events.push(event),
      loadSolution: async () => options.solution ?? [],
    },
    {
      command: null,
      image: null,
      version: null,
      protocol: null,
      tools: definition.defaultTools,
      repairs: 1,
      ...options.settings,
    },
  );
  const output = events.flatMap((event) => (event.type === "agent-output" ? [event.text] : [])).join("");
  return { end, events, output };
}

export async function readApp(sandbox: Sandbox, path: string): Promise<string | null> {
  const content = await sandbox.readFile(`${sandbox.layout.app}/${path}`, 1_000_000);
  return content === null ? null : new TextDecoder().decode(content);
}

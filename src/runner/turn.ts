import type { AgentContext, AgentDefinition, AgentEnd, AgentTurn } from "../core/agent.ts";
import type { AgentSettings } from "../core/agent-settings.ts";
import { InfraError, SandboxDeathError, type SandboxDeathCause } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { Gateway, SandboxAccess } from "../core/gateway.ts";
import type { Limits } from "../core/limits.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Sandbox, SandboxFile } from "../core/sandbox.ts";
import type { AgentClock } from "./agent-clock.ts";
import { startWatchdog } from "./watchdog.ts";

/** A trial that was ended for a reason outside of it; it is not scored, and can be run again. */
export class TrialCancelledError extends Error {
  override readonly name = "TrialCancelledError";
}

export interface TurnRequest {
  readonly definition: AgentDefinition;
  readonly settings: AgentSettings;
  readonly sandbox: Sandbox;
  readonly turn: AgentTurn;
  readonly access: SandboxAccess;
  readonly gateway: Gateway | null;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
  readonly loadSolution: () => Promise<readonly SandboxFile[]>;
  readonly memory: Uint8Array | null;
  readonly resumed: AgentContext["resumed"];
  readonly remember: AgentContext["remember"];
  readonly checkpoint: AgentContext["checkpoint"];
  readonly clock: AgentClock;
  readonly now: () => number;
}

/**
 * Lets the agent work on one turn and says how that ended.
 * @throws InfraError where the infrastructure failed, and the signal's reason where the run was cancelled.
 */
export async function runTurn(request: TurnRequest): Promise<Outcome> {
  const { definition, gateway, signal, now } = request;
  let heardAt = now();
  using watchdog = startWatchdog({
    limits: request.limits,
    turnMs: request.clock.turnMs,
    cpuTimeMs: () => request.sandbox.cpuTimeMs(),
    lastActivityAt: () =>
      gateway !== null && gateway.pending() > 0 ? now() : Math.max(heardAt, gateway?.lastActivityAt() ?? 0),
    now,
  });
  const stops = [signal, watchdog.signal, ...(gateway === null ? [] : [gateway.exhausted])];
  const ended = await settle(() =>
    definition.run(
      {
        sandbox: request.sandbox,
        turn: request.turn,
        model: request.access.model,
        mcpServers: request.access.mcpServers,
        memory: request.memory,
        resumed: request.resumed,
        remember: request.remember,
        checkpoint: request.checkpoint,
        limits: request.limits,
        signal: AbortSignal.any(stops),
        loadSolution: request.loadSolution,
        emit: (event) => {
          heardAt = now();
          request.emit(event);
        },
      },
      request.settings,
    ),
  );
  signal.throwIfAborted();
  const outage = gateway?.failure() ?? null;
  if (outage !== null) throw outage;
  const hit = watchdog.hit() ?? gateway?.limitHit() ?? null;
  if (hit !== null) {
    // The money of the run is spent by its neighbours too: that says nothing about this trial.
    if (hit.isOfRun === true) throw new TrialCancelledError(hit.message);
    return { kind: "limit", limit: hit.limit, message: hit.message };
  }
  if (ended instanceof Error) return classify(ended, definition.name);
  return ended;
}

async function settle(run: () => Promise<AgentEnd>): Promise<AgentEnd | Error> {
  try {
    return await run();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const DEATHS: Record<SandboxDeathCause, (message: string) => Outcome> = {
  memory: (message) => ({ kind: "limit", limit: "memory", message }),
  processes: (message) => ({ kind: "limit", limit: "processes", message }),
  disk: (message) => ({ kind: "limit", limit: "disk", message }),
  killed: (message) => ({ kind: "agent-error", message }),
};

export function toDeathOutcome({ death, message }: SandboxDeathError): Outcome {
  return DEATHS[death](message);
}

/** A death that the agent caused is its final outcome; anything else that an agent's file throws is a bug of ours. */
function classify(error: Error, agent: string): Outcome {
  if (error instanceof SandboxDeathError) return toDeathOutcome(error);
  if (error instanceof InfraError) throw error;
  throw new InfraError("bug", `the agent ${agent} threw: ${error.message}`, { cause: error });
}

import { SandboxDeathError, WorkspaceRejectedError } from "../core/errors.ts";
import type { Gateway, SandboxAccess } from "../core/gateway.ts";
import type { FrozenTurn } from "../core/journal.ts";
import type { Outcome } from "../core/outcome.ts";
import { composePrompts } from "../core/prompt.ts";
import type { Sandbox } from "../core/sandbox.ts";
import type { AgentClock } from "./agent-clock.ts";
import type { AgentPhaseRequest } from "./agent-phase.ts";
import type { Checkpointer } from "./checkpointer.ts";
import type { RunContext } from "./context.ts";
import { freezeTurn } from "./freeze.ts";
import type { GatedSandbox } from "./gated-sandbox.ts";
import type { Services } from "./services.ts";
import type { PhaseStart } from "./start-files.ts";
import { runTurn, toDeathOutcome } from "./turn.ts";

/** How the last turn ended. */
export type AgentTurnsResult = Outcome;

/** What the agent last gave to `remember`. */
export interface Remembered {
  read: () => Uint8Array | null;
}

export type AgentTurnsRequest = AgentPhaseRequest & {
  /** Without the gate. */
  readonly sandbox: Sandbox;
  readonly gated: GatedSandbox;
  readonly services: Services;
  readonly gateway: Gateway | null;
  readonly access: SandboxAccess;
  readonly clock: AgentClock;
  readonly checkpointer: Checkpointer;
  readonly start: PhaseStart;
  readonly remembered: Remembered;
  /** The turns that have ended; those of this phase are added. */
  readonly ended: FrozenTurn[];
};

export async function runAgentTurns(
  request: AgentTurnsRequest,
  context: RunContext,
): Promise<AgentTurnsResult> {
  const { trial, loaded, task, sandbox, services, start, ended } = request;
  let outcome: Outcome = { kind: "completed" };
  const prompts = composePrompts(task, loaded.stack, trial.language);
  for (const [index, prompt] of prompts.entries()) {
    const number = index + 1;
    if (number < start.turn) continue;
    if (number > start.turn) {
      const death = await thaw(sandbox);
      if (death !== null) return toDeathOutcome(death);
      await services.thaw();
    }
    request.emit({ type: "turn-started", turn: number, prompt });
    outcome = await takeTurn(request, { number, prompt }, context);
    const frozen = await freezeEnd(request, number, context);
    ended.push(frozen);
    if (outcome.kind !== "completed" || frozen.workspace === null) break;
  }
  return outcome;
}

async function takeTurn(
  request: AgentTurnsRequest,
  turn: { readonly number: number; readonly prompt: string },
  context: RunContext,
): Promise<Outcome> {
  const { clock, checkpointer, start, remembered, gated, loaded } = request;
  const resumed = start.label !== null && turn.number === start.turn ? { label: start.label } : null;
  clock.startTurn(resumed === null ? 0 : start.turnMs);
  checkpointer.startTurn(turn.number);
  const outcome = await request.phases.time("agent", turn.number, () =>
    runTurn({
      ...request,
      ...context.findAgent(request.trial.agent),
      emit: (event) => {
        request.emit(event);
        checkpointer.look();
      },
      sandbox: gated.sandbox,
      turn,
      memory: remembered.read(),
      resumed,
      remember: (read) => {
        remembered.read = read;
      },
      checkpoint: checkpointer.take,
      loadSolution: () => context.loadSolution(loaded, turn.number),
      now: context.now,
    }),
  );
  await checkpointer.endTurn();
  clock.endTurn();
  return outcome;
}

async function freezeEnd(
  { sandbox, services, limits, signal, emit, phases }: AgentTurnsRequest,
  turn: number,
  context: RunContext,
): Promise<FrozenTurn> {
  return phases.time("freeze", turn, async () => {
    const frozen = await freezeTurn({ sandbox, turn, limits, signal, emit }, context);
    try {
      return { ...frozen, services: await services.freeze() };
    } catch (error) {
      // What the agent sent was too much for a service: as final as a workspace that cannot be collected.
      if (!(error instanceof WorkspaceRejectedError)) throw error;
      emit({ type: "warning", message: error.message });
      return { turn, workspace: null, rejection: frozen.rejection ?? error.message, services: {} };
    }
  });
}

/** Null, or how the sandbox died while it was frozen. */
async function thaw(sandbox: Sandbox): Promise<SandboxDeathError | null> {
  try {
    await sandbox.thaw();
    return null;
  } catch (error) {
    if (error instanceof SandboxDeathError) return error;
    throw error;
  }
}

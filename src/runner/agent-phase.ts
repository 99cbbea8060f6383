import type { ModelAccess } from "../core/agent.ts";
import { SandboxDeathError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { Gateway } from "../core/gateway.ts";
import type { FrozenTurn } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { Outcome } from "../core/outcome.ts";
import { composePrompts } from "../core/prompt.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import { NO_USAGE, type Usage } from "../core/usage.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";
import type { SandboxFile } from "../core/sandbox.ts";
import type { RunContext } from "./context.ts";
import { freezeTurn } from "./freeze.ts";
import type { PhaseClock } from "./phase-clock.ts";
import { runTurn, toDeathOutcome } from "./turn.ts";
import { join } from "node:path";

export interface AgentPhaseRequest {
  readonly trial: TrialSpec;
  readonly tryNumber: number;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
  readonly phases: PhaseClock;
  /** Told what was used, however the phase ended. */
  readonly onUsage: (usage: Usage) => void;
  /** Keeps what the agent left before its sandbox is taken down: a crash in between must not pay for it again. */
  readonly onFrozen: (result: AgentPhaseResult) => Promise<void>;
}

/** What the agent left, enough to grade it without running it again. */
export interface AgentPhaseResult {
  readonly outcome: Outcome;
  readonly turns: readonly FrozenTurn[];
  readonly usage: Usage;
  readonly answeredModel: string | null;
}

/**
 * Lets the agent work in container A, turn after turn, and freezes what it left after each. A is gone when this
 * settles.
 */
export async function runAgentPhase(request: AgentPhaseRequest, context: RunContext): Promise<void> {
  const { trial, loaded, task, limits, signal } = request;
  const { definition } = context.findAgent(trial.agent);
  await using gateway = await openGateway(request, context);
  await using sandbox = await context.provider.create(
    {
      role: "agent",
      owner: { runId: context.manifest.runId, trialId: trial.id, tryNumber: request.tryNumber },
      stack: loaded.stack.name,
      agentLayer: definition.imageLayer ? definition.name : null,
      limits,
      joins: null,
    },
    signal,
  );
  const usage = () => gateway?.usage() ?? NO_USAGE;
  try {
    await sandbox.writeFiles(await loadStartFiles(loaded, task));
    const model = (await gateway?.attach(sandbox)) ?? null;
    const result = await runTurns({ ...request, sandbox, gateway, model }, context);
    await request.onFrozen({ ...result, usage: usage(), answeredModel: gateway?.answeredModel() ?? null });
  } finally {
    request.onUsage(usage());
  }
}

type TurnsRequest = AgentPhaseRequest & {
  readonly sandbox: Awaited<ReturnType<RunContext["provider"]["create"]>>;
  readonly gateway: Gateway | null;
  readonly model: ModelAccess | null;
};

async function runTurns(
  request: TurnsRequest,
  context: RunContext,
): Promise<Pick<AgentPhaseResult, "outcome" | "turns">> {
  const { trial, loaded, task, limits, signal, emit, phases, sandbox, gateway, model } = request;
  const agent = context.findAgent(trial.agent);
  const turns: FrozenTurn[] = [];
  let outcome: Outcome = { kind: "completed" };
  for (const [index, prompt] of composePrompts(task, loaded.stack, trial.language).entries()) {
    const number = index + 1;
    if (index > 0) {
      const death = await thaw(sandbox);
      if (death !== null) return { outcome: toDeathOutcome(death), turns };
    }
    emit({ type: "turn-started", turn: number, prompt });
    outcome = await phases.time("agent", number, () =>
      runTurn({
        ...agent,
        sandbox,
        turn: { number, prompt },
        model,
        gateway,
        limits,
        signal,
        emit,
        loadSolution: () => context.loadSolution(loaded, number),
        now: context.now,
      }),
    );
    const frozen = await phases.time("freeze", number, () =>
      freezeTurn({ sandbox, turn: number, limits, signal, emit }, context),
    );
    turns.push(frozen);
    if (outcome.kind !== "completed" || frozen.workspace === null) break;
  }
  return { outcome, turns };
}

/** Null, or how the sandbox died while it was frozen. */
async function thaw(sandbox: TurnsRequest["sandbox"]): Promise<SandboxDeathError | null> {
  try {
    await sandbox.thaw();
    return null;
  } catch (error) {
    if (error instanceof SandboxDeathError) return error;
    throw error;
  }
}

async function openGateway(
  { trial, limits, signal, emit }: AgentPhaseRequest,
  context: RunContext,
): Promise<Gateway | null> {
  return trial.model === null ? null : context.openGateway({ model: trial.model, limits, emit, signal });
}

/** The starter's files and the assets, as they lie in the workspace before the agent begins. */
async function loadStartFiles(loaded: LoadedTask, task: Task): Promise<SandboxFile[]> {
  const starter = task.starter === undefined ? null : join(loaded.folder, task.starter);
  return [
    ...(starter === null ? [] : await readFiles(starter, await listFiles(starter))),
    ...(await readFiles(loaded.folder, task.assets)),
  ];
}

import type { TrialEventBody } from "../core/event.ts";
import type { Gateway } from "../core/gateway.ts";
import type { Checkpoint, CheckpointRecord, FrozenTurn } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { Outcome } from "../core/outcome.ts";
import type { Sandbox, SandboxRole } from "../core/sandbox.ts";
import { resolveApp } from "../core/stack.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import { addUsage, type ModelTiming, NO_TIMING, NO_USAGE, type Usage } from "../core/usage.ts";
import { createAgentClock } from "./agent-clock.ts";
import { type AgentTurnsResult, type Remembered, runAgentTurns } from "./agent-turns.ts";
import { createCheckpointer } from "./checkpointer.ts";
import type { RunContext } from "./context.ts";
import { createGatedSandbox } from "./gated-sandbox.ts";
import { keepMoment } from "./keep-moment.ts";
import type { PhaseClock } from "./phase-clock.ts";
import { openServices } from "./services.ts";
import { fillWorkspace, toStart } from "./start-files.ts";

export interface AgentPhaseRequest {
  readonly trial: TrialSpec;
  readonly tryNumber: number;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly emit: (event: TrialEventBody) => void;
  readonly phases: PhaseClock;
  /** Where an interrupted earlier try is gone on from; null starts at the beginning. */
  readonly resumeFrom: CheckpointRecord | null;
  /** Those of the tries that this one goes on from that are to be graded. */
  readonly earlierCheckpoints: readonly Checkpoint[];
  /** What the tries that this one goes on from have used: limits count it. */
  readonly usedBefore: Usage;
  /** Told what was used, however the phase ended. */
  readonly onUsage: (usage: Usage) => void;
  readonly onCheckpoint: (checkpoint: Checkpoint, turns: readonly FrozenTurn[]) => Promise<void>;
  /** Keeps what the agent left before its sandbox is taken down: a crash in between must not pay for it again. */
  readonly onFrozen: (result: AgentPhaseResult) => Promise<void>;
}

/** What the agent left, enough to grade it without running it again. */
export interface AgentPhaseResult {
  readonly outcome: Outcome;
  readonly turns: readonly FrozenTurn[];
  /** Those that are to be graded. */
  readonly checkpoints: readonly Checkpoint[];
  readonly usage: Usage;
  readonly timing: ModelTiming;
  readonly answeredModel: string | null;
}

/**
 * Lets the agent work in container A, turn after turn, and freezes what it left after each. A is gone when this
 * settles.
 */
export async function runAgentPhase(request: AgentPhaseRequest, context: RunContext): Promise<void> {
  const { loaded, task, emit, signal } = request;
  const { recovery } = context.findAgent(request.trial.agent).definition;
  const start = toStart(request);
  await using gateway = await openGateway(request, context);
  await using sandbox = await createSandbox(request, context, { role: "agent", joins: null });
  const gated = createGatedSandbox(sandbox);
  const usage = () => gateway?.usage() ?? NO_USAGE;
  try {
    await using services = await openServices(
      { ...request, owner: ownerOf(request, context), states: start.services },
      context,
    );
    await using tools = await openTools(request, context, gated.sandbox);
    const memory = await fillWorkspace({ sandbox, loaded, task, start, recovery }, context);
    const mounts = [...(tools === null ? [] : [tools.mount]), ...services.mounts];
    const access = (await gateway?.attach(sandbox, mounts)) ?? { model: null, mcpServers: [] };
    const clock = createAgentClock({
      now: context.now,
      waitedMs: () => gateway?.waitedMs() ?? 0,
      startMs: start.agentMs,
    });
    const remembered: Remembered = { read: () => memory };
    const ended: FrozenTurn[] = [...start.turns];
    await using checkpointer = createCheckpointer({
      clock,
      gradeAtMs: context.manifest.gradeAtMs,
      // An agent that cannot go on from one has no use for it.
      everyMs: recovery === null ? Number.POSITIVE_INFINITY : context.manifest.checkpointEveryMs,
      usage: () => addUsage(request.usedBefore, usage()),
      keep: () => keepMoment({ ...request, recovery, gated, services, remembered }, context),
      record: (checkpoint) => request.onCheckpoint(checkpoint, ended),
      emit,
    });
    const turns = {
      ...request,
      // What cannot be kept any more ends the turn at once: hours of work would be lost at the next crash.
      signal: AbortSignal.any([signal, checkpointer.failed]),
      sandbox,
      gated,
      services,
      gateway,
      access,
      clock,
      checkpointer,
      start,
      remembered,
      ended,
    };
    const outcome: AgentTurnsResult = await runAgentTurns(turns, context);
    signal.throwIfAborted();
    await request.onFrozen({
      outcome,
      turns: ended,
      checkpoints: [...request.earlierCheckpoints, ...checkpointer.graded()],
      usage: usage(),
      timing: gateway?.timing() ?? NO_TIMING,
      answeredModel: gateway?.answeredModel() ?? null,
    });
  } finally {
    request.onUsage(usage());
  }
}

const ownerOf = (
  { trial, tryNumber }: Pick<AgentPhaseRequest, "trial" | "tryNumber">,
  { manifest }: RunContext,
) => ({ runId: manifest.runId, trialId: trial.id, tryNumber });

/** A container of this trial: the agent's, or that of a browser on its loopback. */
function createSandbox(
  { trial, tryNumber, loaded, limits, signal }: AgentPhaseRequest,
  context: RunContext,
  { role, joins }: { readonly role: SandboxRole; readonly joins: Sandbox | null },
): Promise<Sandbox> {
  const { definition } = context.findAgent(trial.agent);
  return context.provider.create(
    {
      role,
      owner: ownerOf({ trial, tryNumber }, context),
      stack: loaded.stack.name,
      agentLayer: role === "agent" ? (definition.imageLayer?.name ?? null) : null,
      limits,
      joins,
    },
    signal,
  );
}

/** None where there is nothing to reach: no model, no service and no tool. */
async function openGateway(
  { trial, task, limits, usedBefore, signal, emit }: AgentPhaseRequest,
  context: RunContext,
): Promise<Gateway | null> {
  const { definition, settings } = context.findAgent(trial.agent);
  if (trial.model === null && task.services.length === 0 && settings.tools === "none") return null;
  return context.openGateway({
    trialId: trial.id,
    model: trial.model,
    protocols: definition.protocols,
    allowsProviderTools: task.providerTools,
    limits,
    usedBefore,
    emit,
    signal,
  });
}

async function openTools(request: AgentPhaseRequest, context: RunContext, sandbox: Sandbox) {
  const { trial, task, loaded, limits, signal } = request;
  const { tools: preset } = context.findAgent(trial.agent).settings;
  if (preset === "none") return null;
  return context.openTools({
    sandbox,
    preset,
    app: resolveApp(task.app, loaded.stack),
    limits,
    createBrowser: () => createSandbox(request, context, { role: "checker", joins: sandbox }),
    signal,
  });
}

import { InfraError, UserError } from "../core/errors.ts";
import type { TrialEventBody } from "../core/event.ts";
import type { CheckpointRecord, FrozenRecord } from "../core/journal.ts";
import { limitCost, type Limits } from "../core/limits.ts";
import type { Outcome } from "../core/outcome.ts";
import type { CheckpointResult, PhaseRecord, TrialResult, TryRecord, TurnResult } from "../core/result.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import { writeJson } from "../store/atomic-file.ts";
import { NO_USAGE, type Usage } from "../core/usage.ts";
import type { TrialState } from "../store/run-state.ts";
import { openTranscript } from "../store/transcript.ts";
import { type AgentPhaseRequest, type AgentPhaseResult, runAgentPhase } from "./agent-phase.ts";
import type { RunContext } from "./context.ts";
import { gradeCheckpoints } from "./grade-checkpoints.ts";
import { gradeTurns, type GradeTurnsRequest } from "./grade-turns.ts";
import { pause } from "./pause.ts";
import { createPhaseClock } from "./phase-clock.ts";
import { createTrialProgress, type TrialProgress } from "./trial-progress.ts";
import { toTrialResult } from "./trial-result.ts";
import { TrialCancelledError } from "./turn.ts";

/** Waits between tries: 1 s, 4 s, then 16 s. */
const RETRY_DELAYS_MS = [1_000, 4_000, 16_000] as const;

interface TrialScope {
  readonly trial: TrialSpec;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly losses: Map<string, number>;
}

interface TryEnd {
  readonly record: TryRecord;
  readonly frozen: FrozenRecord | null;
  readonly turns: readonly TurnResult[];
  readonly checkpoints: readonly CheckpointResult[];
  readonly phases: readonly PhaseRecord[];
}

/**
 * Carries one trial to its result: agent, freeze, grade; again after an infrastructure error. A workspace that an
 * earlier try or process froze is graded without running the agent; an agent that was interrupted goes on from its last
 * checkpoint where it can. What went wrong is the result's outcome.
 * @throws only what the store throws: without a place to write there is no result.
 */
export async function runTrial(
  trial: TrialSpec,
  state: TrialState,
  context: RunContext,
  signal: AbortSignal,
): Promise<TrialResult> {
  const startedAtMs = context.now();
  const { loaded, task } = context.findTask(trial.task, trial.seed);
  const hasPrice = trial.model !== null && context.hasPrice(trial.model);
  const limits = limitCost(context.manifest.limits.enforced[trial.task]!, hasPrice);
  const scope: TrialScope = { trial, loaded, task, limits, signal, losses: new Map() };
  const progress = createTrialProgress(state, context.findAgent(trial.agent).definition);
  const phases: PhaseRecord[] = [];
  for (let number = state.triesStarted + 1; ; number += 1) {
    const end = await runTry(scope, { number, progress }, context);
    progress.noteEnd(end);
    phases.push(...end.phases);
    const { outcome } = end.record;
    const { tries } = progress;
    const isLast = tries.length - state.failedTries.length >= context.manifest.maxTries;
    if (outcome.kind !== "infra-error" || isLast || signal.aborted) {
      const result = toTrialResult({ ...scope, ...end, outcome, tries, phases, startedAtMs }, context);
      await writeJson(context.folder.trial(trial.id).result, result);
      return result;
    }
    await recordFailure(trial, end.record, outcome, context);
    await pause(RETRY_DELAYS_MS[Math.min(number, RETRY_DELAYS_MS.length) - 1]!, signal);
  }
}

async function runTry(
  scope: TrialScope,
  given: { readonly number: number; readonly progress: TrialProgress },
  context: RunContext,
): Promise<TryEnd> {
  const { trial, signal } = scope;
  const { number, progress } = given;
  const startedAtMs = context.now();
  const { redact, now, watch } = context;
  const file = context.folder.trial(trial.id).transcript(number);
  await using transcript = await openTranscript({
    file,
    trialId: trial.id,
    tryNumber: number,
    redact,
    keepsBodies: context.manifest.keepsBodies,
    now,
    watch,
  });
  const { emit } = transcript;
  const phases = createPhaseClock(emit, now);
  let { frozen } = progress;
  let graded: Pick<TryEnd, "turns" | "checkpoints"> = { turns: [], checkpoints: [] };
  let outcome: Outcome;
  let usage: Usage = NO_USAGE;
  try {
    signal.throwIfAborted();
    const start = progress.begin(number);
    const goesOn = start.resumeFrom !== null;
    await context.record({
      type: "started",
      at: toTime(startedAtMs),
      trialId: trial.id,
      tryNumber: number,
      goesOn,
    });
    emit({ type: "trial-started" });
    if (frozen === null && start.note !== null) emit(start.note);
    frozen ??= await runAndFreeze(
      { ...scope, ...start, tryNumber: number, emit, phases, onUsage: (used) => (usage = used) },
      progress,
      context,
    );
    usage = NO_USAGE;
    graded = await gradeFrozen({ ...scope, tryNumber: number, emit, phases }, frozen, context);
    ({ outcome } = frozen);
  } catch (error) {
    outcome = toFailure(error, signal);
    emitFailure(error, outcome, emit);
  }
  const record = {
    number,
    startedAt: toTime(startedAtMs),
    durationMs: Math.max(0, now() - startedAtMs),
    outcome,
    usage,
  };
  return { record, frozen, ...graded, phases: phases.records };
}

async function gradeFrozen(
  request: Omit<GradeTurnsRequest, "frozen">,
  frozen: FrozenRecord,
  context: RunContext,
): Promise<Pick<TryEnd, "turns" | "checkpoints">> {
  const turns = await gradeTurns({ ...request, frozen: frozen.turns }, context);
  const checkpoints = await gradeCheckpoints(request, frozen.checkpoints, context);
  return { turns, checkpoints };
}

async function runAndFreeze(
  request: Omit<AgentPhaseRequest, "onFrozen" | "onCheckpoint">,
  progress: TrialProgress,
  context: RunContext,
): Promise<FrozenRecord> {
  const startedAtMs = context.now();
  const { trial, tryNumber } = request;
  const kept: FrozenRecord[] = [];
  const head = () => ({ at: toTime(context.now()), trialId: trial.id, tryNumber });
  const onFrozen = async (result: AgentPhaseResult): Promise<void> => {
    const { outcome, turns, checkpoints, usage, timing, answeredModel } = result;
    const agentDurationMs = Math.max(0, context.now() - startedAtMs);
    const told = { outcome, turns: [...turns], checkpoints: [...checkpoints], usage, timing, answeredModel };
    const record: FrozenRecord = { type: "frozen", ...head(), ...told, agentDurationMs };
    await context.record(record);
    kept.push(record);
  };
  const onCheckpoint: AgentPhaseRequest["onCheckpoint"] = async (checkpoint, turns) => {
    const record: CheckpointRecord = { type: "checkpoint", ...head(), checkpoint, turns: [...turns] };
    await context.record(record);
    progress.noteCheckpoint(record);
  };
  await runAgentPhase({ ...request, onFrozen, onCheckpoint }, context);
  return kept[0]!;
}

/** Whatever is no known failure of the infrastructure is a bug of ours, and counts as one. */
function toFailure(error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) {
    const why =
      signal.reason instanceof TrialCancelledError ? signal.reason.message : "the run was interrupted";
    return { kind: "cancelled", message: why };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TrialCancelledError) return { kind: "cancelled", message };
  if (error instanceof InfraError) return { kind: "infra-error", code: error.code, message };
  return { kind: "infra-error", code: error instanceof UserError ? error.code : "bug", message };
}

function emitFailure(error: unknown, outcome: Outcome, emit: (event: TrialEventBody) => void): void {
  if (outcome.kind !== "infra-error") return;
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  emit({ type: "try-failed", code: outcome.code, message: outcome.message, stack });
}

async function recordFailure(
  trial: TrialSpec,
  { number, startedAt, durationMs, usage }: TryRecord,
  { code, message }: Extract<Outcome, { kind: "infra-error" }>,
  context: RunContext,
): Promise<void> {
  await context.record({
    type: "try-failed",
    at: toTime(context.now()),
    trialId: trial.id,
    tryNumber: number,
    startedAt,
    durationMs,
    code,
    message,
    usage,
  });
}

const toTime = (ms: number): string => new Date(ms).toISOString();

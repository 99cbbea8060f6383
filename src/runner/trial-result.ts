import type { FrozenRecord } from "../core/journal.ts";
import type { Identity } from "../core/identity.ts";
import type { Limits } from "../core/limits.ts";
import { isScored, type Outcome, type Phase } from "../core/outcome.ts";
import { composePrompts } from "../core/prompt.ts";
import { canonicalJson } from "../core/hash.ts";
import type { CheckpointResult, PhaseRecord, TrialResult, TryRecord, TurnResult } from "../core/result.ts";
import { scoreChecks, toCheckResult, unservedVerdict } from "../core/score.ts";
import type { Manifest } from "../core/manifest.ts";
import type { Protocol } from "../core/protocol.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import { addUsage, NO_TIMING, NO_USAGE } from "../core/usage.ts";
import type { RunContext } from "./context.ts";

export interface TrialEnd {
  readonly trial: TrialSpec;
  readonly loaded: LoadedTask;
  readonly task: Task;
  readonly limits: Limits;
  readonly outcome: Outcome;
  readonly frozen: FrozenRecord | null;
  readonly turns: readonly TurnResult[];
  readonly checkpoints: readonly CheckpointResult[];
  readonly phases: readonly PhaseRecord[];
  readonly tries: readonly TryRecord[];
  readonly startedAtMs: number;
}

/** Puts a trial's result together. What could not be scored has a null score. */
export function toTrialResult(end: TrialEnd, context: RunContext): TrialResult {
  const { trial, task, outcome, frozen } = end;
  const turns = completeTurns(task, end.turns);
  const last = turns.at(-1);
  const scored = isScored(outcome) && last !== undefined;
  return {
    schema: 1,
    trial,
    identity: toIdentity(end, context),
    outcome,
    phase: furthestPhase(end),
    failedPhase: last?.failedPhase ?? null,
    score: scored ? last.score : null,
    passed: scored ? last.passed : null,
    forgotten: findForgotten(turns),
    turns: [...turns],
    checkpoints: [...end.checkpoints],
    timing: frozen?.timing ?? NO_TIMING,
    usage: end.tries.reduce((sum, { usage }) => addUsage(sum, usage), frozen?.usage ?? NO_USAGE),
    limits: {
      asked: context.manifest.limits.asked,
      enforced: end.limits,
      unenforced: context.manifest.sandbox.unenforcedLimits,
    },
    phases: [...end.phases],
    tries: [...end.tries],
    sandbox: context.manifest.sandbox.provider,
    startedAt: new Date(end.startedAtMs).toISOString(),
    durationMs: Math.max(0, context.now() - end.startedAtMs),
  };
}

/** Checks of turns that the agent never got to were not met: they count as failed in the last turn's score. */
function completeTurns(task: Task, turns: readonly TurnResult[]): readonly TurnResult[] {
  const last = turns.at(-1);
  const missing = last === undefined ? [] : task.checks.filter((check) => check.turn > last.turn);
  if (last === undefined || missing.length === 0) return turns;
  const failed = missing.map((check) =>
    toCheckResult(check, unservedVerdict(check, `the agent did not get to turn ${check.turn}`)),
  );
  const checks = [...last.checks, ...failed];
  return [...turns.slice(0, -1), { ...last, checks, ...scoreChecks(checks) }];
}

function findForgotten(turns: readonly TurnResult[]): string[] {
  const passedEarlier = new Set(
    turns.slice(0, -1).flatMap(({ checks }) => checks.filter(({ passed }) => passed).map(({ id }) => id)),
  );
  return (turns.at(-1)?.checks ?? [])
    .filter(({ id, passed }) => !passed && passedEarlier.has(id))
    .map(({ id }) => id);
}

function furthestPhase({ turns, phases }: TrialEnd): Phase {
  const last = turns.at(-1);
  if (last !== undefined) return last.failedPhase ?? "check";
  return phases.at(-1)?.phase ?? "agent";
}

function toIdentity(
  { trial, loaded, task, frozen }: TrialEnd,
  { findAgent, manifest, sha256 }: RunContext,
): Identity {
  const { definition, settings } = findAgent(trial.agent);
  const model = manifest.models.find(({ name }) => name === trial.model);
  return {
    agent: {
      name: definition.name,
      version: definition.version,
      tools: definition.tools === null ? null : [...definition.tools],
      session: definition.session,
      settingsHash: sha256(canonicalJson(settings)),
    },
    model:
      model === undefined
        ? null
        : {
            asked: model.name,
            answered: frozen?.answeredModel ?? null,
            generation: model.generation,
            priceSource: model.priceSource,
            facts: model.facts,
            endpoint: toEndpoint(definition.protocols, model),
          },
    images: Object.fromEntries(
      Object.entries(manifest.sandbox.images).map(([role, { digest }]) => [role, digest]),
    ),
    suiteHash: manifest.suite.hash,
    taskHash: loaded.hash,
    promptHash: sha256(canonicalJson(composePrompts(task, loaded.stack, trial.language))),
  };
}

/** The endpoint of the protocol that agent and model have in common, as the gateway chose it. */
function toEndpoint(
  spoken: readonly Protocol[],
  { endpoints }: Manifest["models"][number],
): NonNullable<Identity["model"]>["endpoint"] {
  const protocol = spoken.find((one) => endpoints[one] !== undefined)!;
  const { baseUrl, region } = endpoints[protocol]!;
  return { protocol, host: new URL(baseUrl).host, region };
}

import type { TrialResult } from "../core/result.ts";
import { type Summary, summarize } from "../core/summary.ts";
import type { TrialSpec } from "../core/trial.ts";
import { writeAtomic, writeJson } from "../store/atomic-file.ts";
import { type TrialState, UNSTARTED } from "../store/run-state.ts";
import type { RunContext } from "./context.ts";
import { createQueue } from "./queue.ts";
import { runTrial } from "./trial.ts";

export interface RunRequest {
  readonly states: ReadonlyMap<string, TrialState>;
  /** Aborted by the first Ctrl-C: no new trial is started. */
  readonly stop: AbortSignal;
  /** Aborted by the second Ctrl-C: trials in flight end at once. */
  readonly kill: AbortSignal;
  readonly onResult: (result: TrialResult) => void;
  /** Whether the run may begin another trial, as its budget says. */
  readonly mayStart: () => boolean;
}

export interface RunEnd {
  readonly summary: Summary;
  readonly results: readonly TrialResult[];
}

/** Carries out every trial that has no result yet, and writes the run's final files. */
export async function executeRun(request: RunRequest, context: RunContext): Promise<RunEnd> {
  const { states, stop, kill, onResult, mayStart } = request;
  const { manifest } = context;
  const results = new Map<string, TrialResult>();
  for (const trial of manifest.trials) {
    const known = states.get(trial.id)?.result ?? null;
    if (known !== null) results.set(trial.id, known);
  }
  const isFrozen = (trial: TrialSpec) => (states.get(trial.id)?.frozen ?? null) !== null;
  // A derived run has no agent to run: what it was not given stays ungraded.
  const pending = manifest.trials.filter(
    (trial) => !results.has(trial.id) && (manifest.derivedFrom === null || isFrozen(trial)),
  );
  let isBroken = false;
  const queue = createQueue(manifest.concurrency);
  const carryOut = async (trial: TrialSpec): Promise<void> => {
    if (isBroken || stop.aborted || (!isFrozen(trial) && !mayStart())) return;
    try {
      const result = await runTrial(trial, states.get(trial.id) ?? UNSTARTED, context, kill);
      results.set(trial.id, result);
      if (result.outcome.kind !== "cancelled") await recordResult(trial, result, context);
      onResult(result);
    } catch (error) {
      // Without a place to write there is no result: no further trial is paid for.
      isBroken = true;
      throw error;
    }
  };
  await queue.drain(pending, carryOut, context.laneOf);
  return writeResults([...results.values()], context);
}

async function recordResult(trial: TrialSpec, result: TrialResult, context: RunContext): Promise<void> {
  const at = new Date(context.now()).toISOString();
  await context.record({ type: "finished", at, trialId: trial.id, result });
}

async function writeResults(unordered: readonly TrialResult[], context: RunContext): Promise<RunEnd> {
  const { manifest, folder } = context;
  const results = unordered.toSorted((a, b) => (a.trial.id < b.trial.id ? -1 : 1));
  const isWhole =
    results.filter(({ outcome }) => outcome.kind !== "cancelled").length === manifest.trials.length;
  const summary = summarize(
    {
      runId: manifest.runId,
      suite: { name: manifest.suite.name, version: manifest.suite.version, hash: manifest.suite.hash },
      sandbox: manifest.sandbox.provider,
      startedAt: manifest.createdAt,
      finishedAt: isWhole ? new Date(context.now()).toISOString() : null,
      planned: manifest.trials.length,
    },
    results,
  );
  await writeAtomic(folder.trials, results.map((result) => `${JSON.stringify(result)}\n`).join(""));
  await writeJson(folder.summary, summary);
  return { summary, results };
}

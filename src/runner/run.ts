import type { TrialResult } from "../core/result.ts";
import { toTrialRow, type TrialRow } from "../core/trial-row.ts";
import type { TrialSpec } from "../core/trial.ts";
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
  readonly onResult: (row: TrialRow) => void;
  /** Whether the run may begin another trial, as its budget says. */
  readonly mayStart: () => boolean;
  /** Waits until the machine has room for another trial. */
  readonly untilRoom: () => Promise<void>;
}

/** Carries out every trial that has no result yet. Resolves to those of all, in the order of their ids. */
export async function executeRun(request: RunRequest, context: RunContext): Promise<TrialRow[]> {
  const { states, stop, kill, onResult, mayStart, untilRoom } = request;
  const { manifest } = context;
  const rows = new Map<string, TrialRow>();
  for (const trial of manifest.trials) {
    const known = states.get(trial.id)?.row ?? null;
    if (known !== null) rows.set(trial.id, known);
  }
  const isFrozen = (trial: TrialSpec) => (states.get(trial.id)?.frozen ?? null) !== null;
  // A derived run has no agent to run: what it was not given stays ungraded.
  const pending = manifest.trials.filter(
    (trial) => !rows.has(trial.id) && (manifest.derivedFrom === null || isFrozen(trial)),
  );
  let isBroken = false;
  const queue = createQueue(manifest.concurrency);
  const carryOut = async (trial: TrialSpec): Promise<void> => {
    await untilRoom();
    if (isBroken || stop.aborted || (!isFrozen(trial) && !mayStart())) return;
    try {
      const result = await runTrial(trial, states.get(trial.id) ?? UNSTARTED, context, kill);
      const row = toTrialRow(result);
      rows.set(trial.id, row);
      if (result.outcome.kind !== "cancelled") await recordResult(trial, result, context);
      onResult(row);
    } catch (error) {
      // Without a place to write there is no result: no further trial is paid for.
      isBroken = true;
      throw error;
    }
  };
  await queue.drain(pending, carryOut, context.laneOf);
  return [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function recordResult(trial: TrialSpec, result: TrialResult, context: RunContext): Promise<void> {
  const at = new Date(context.now()).toISOString();
  await context.record({ type: "finished", at, trialId: trial.id, result });
}

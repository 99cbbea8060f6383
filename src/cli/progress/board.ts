import type { TrialEvent } from "../../core/event.ts";
import type { Manifest } from "../../core/manifest.ts";
import type { Phase } from "../../core/outcome.ts";
import type { TrialRow } from "../../core/trial-row.ts";
import { addUsage, NO_USAGE, type Usage } from "../../core/usage.ts";

/** A trial that is under way. */
export interface ActiveTrial {
  readonly id: string;
  readonly phase: Phase;
  readonly startedAtMs: number;
  readonly checksPassed: number;
  readonly checksDone: number;
  readonly usage: Usage;
}

/** What the live view shows; pure data, advanced by events. */
export interface Board {
  readonly runId: string;
  readonly planned: number;
  readonly concurrency: number;
  readonly startedAtMs: number;
  readonly finishedBefore: number;
  readonly results: readonly TrialRow[];
  readonly active: readonly ActiveTrial[];
}

export function createBoard(manifest: Manifest, finished: readonly TrialRow[], nowMs: number): Board {
  return {
    runId: manifest.runId,
    planned: manifest.trials.length,
    concurrency: manifest.concurrency,
    startedAtMs: nowMs,
    finishedBefore: finished.length,
    results: finished,
    active: [],
  };
}

export function advanceBoard(board: Board, { trialId, at, event }: TrialEvent): Board {
  const known = board.active.find(({ id }) => id === trialId);
  const trial = known ?? {
    id: trialId,
    phase: "agent" as const,
    startedAtMs: Date.parse(at),
    checksPassed: 0,
    checksDone: 0,
    usage: NO_USAGE,
  };
  const next = advanceTrial(trial, event);
  const active =
    known === undefined ? [...board.active, next] : board.active.map((one) => (one === known ? next : one));
  return { ...board, active };
}

function advanceTrial(trial: ActiveTrial, event: TrialEvent["event"]): ActiveTrial {
  switch (event.type) {
    case "phase-started":
      return { ...trial, phase: event.phase, checksDone: 0, checksPassed: 0 };
    case "check-result":
      return {
        ...trial,
        checksDone: trial.checksDone + 1,
        checksPassed: trial.checksPassed + Number(event.verdict.passed),
      };
    case "model-response":
      return event.usage === null ? trial : { ...trial, usage: addUsage(trial.usage, event.usage) };
    default:
      return trial;
  }
}

export function finishTrial(board: Board, result: TrialRow): Board {
  return {
    ...board,
    results: [...board.results, result],
    active: board.active.filter(({ id }) => id !== result.id),
  };
}

/** Tokens and cost of everything that has happened so far. */
export function totalUsage({ results, active }: Board): Usage {
  return [...results, ...active].reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE);
}

/** Milliseconds until the end if trials go on as they went; null before the first has ended. */
export function estimateRemaining(
  { planned, results, finishedBefore, startedAtMs }: Board,
  nowMs: number,
): number | null {
  const done = results.length - finishedBefore;
  return done === 0 ? null : ((nowMs - startedAtMs) / done) * (planned - results.length);
}

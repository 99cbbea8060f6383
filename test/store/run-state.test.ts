import { describe, expect, it } from "vitest";
import type { JournalRecord } from "../../src/core/journal.ts";
import { NO_TIMING, NO_USAGE } from "../../src/core/usage.ts";
import { createRunState, type TrialState } from "../../src/store/run-state.ts";
import { makeCheck, makeResult, makeTrial } from "../support/results.ts";

const fold = (records: readonly JournalRecord[]): ReadonlyMap<string, TrialState> => {
  const state = createRunState();
  records.forEach(state.add);
  return state.states;
};

const at = "2026-01-01T00:00:00.000Z";
const trialId = "t";

const frozen: JournalRecord = {
  type: "frozen",
  at,
  trialId,
  tryNumber: 1,
  outcome: { kind: "completed" },
  turns: [{ turn: 1, workspace: "a".repeat(64), rejection: null, services: {} }],
  checkpoints: [],
  timing: NO_TIMING,
  usage: NO_USAGE,
  answeredModel: null,
  agentDurationMs: 5,
};
const finished = (score: number): JournalRecord => ({
  type: "finished",
  at,
  trialId,
  result: makeResult(makeTrial(trialId), [makeCheck("one", score === 1)]),
});

describe("the state of a run", () => {
  it("keeps the frozen workspace of a trial whose grading was interrupted", () => {
    const state = fold([{ type: "started", at, trialId, tryNumber: 1, goesOn: false }, frozen]).get(trialId);
    expect(state).toMatchObject({ triesStarted: 1, frozen: { tryNumber: 1 }, row: null });
  });

  it("counts the first result of a trial that was somehow finished twice", () => {
    expect(fold([frozen, finished(1), finished(0)]).get(trialId)?.row?.score).toBe(1);
  });

  it("takes an outage for no result, so that going on with the run tries again", () => {
    const outcome = { kind: "infra-error", code: "engine", message: "gone" } as const;
    const tries = [{ number: 1, startedAt: at, durationMs: 3, outcome, usage: NO_USAGE }];
    const record: JournalRecord = {
      type: "finished",
      at,
      trialId,
      result: makeResult(makeTrial(trialId), [], { outcome, tries, score: null, passed: null, turns: [] }),
    };
    expect(fold([frozen, record]).get(trialId)).toMatchObject({ row: null, failedTries: tries });
  });

  it("keeps failed tries as infrastructure errors", () => {
    const state = fold([
      { type: "started", at, trialId, tryNumber: 1, goesOn: false },
      {
        type: "try-failed",
        at,
        trialId,
        tryNumber: 1,
        startedAt: at,
        durationMs: 3,
        code: "engine",
        message: "gone",
        usage: NO_USAGE,
      },
    ]).get(trialId);
    expect(state?.failedTries).toEqual([
      {
        number: 1,
        startedAt: at,
        durationMs: 3,
        outcome: { kind: "infra-error", code: "engine", message: "gone" },
        usage: NO_USAGE,
      },
    ]);
  });
});

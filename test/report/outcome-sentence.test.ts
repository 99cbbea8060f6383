import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/core/outcome.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { toTrialRow } from "../../src/core/trial-row.ts";
import { describeEnd, describeRowEnd } from "../../src/report/outcome-sentence.ts";
import { makeCheck, makeResult, makeTrial } from "../support/results.ts";

const trial = makeTrial("t");
const good = makeCheck("one", true);
const bad = makeCheck("two", false);

function failedAt(phase: NonNullable<TrialResult["failedPhase"]>, message: string): TrialResult {
  const result = makeResult(trial, [bad], { failedPhase: phase });
  return { ...result, turns: result.turns.map((turn) => ({ ...turn, failedPhase: phase, message })) };
}

const endedBy = (outcome: Outcome, checks = [good, bad]): TrialResult =>
  makeResult(trial, checks, { outcome });
const unscored = (outcome: Outcome): TrialResult =>
  makeResult(trial, [], { outcome, score: null, passed: null, turns: [] });

const SENTENCES: readonly (readonly [string, TrialResult])[] = [
  ["Passed all 2 checks", makeResult(trial, [good, { ...bad, passed: true, score: 1 }])],
  [
    "Passed, though 1 of 2 checks failed that are not required",
    makeResult(trial, [good, { ...bad, required: false }], { passed: true }),
  ],
  ["Failed the only check", makeResult(trial, [bad])],
  ["Failed 1 of 2 checks", makeResult(trial, [good, bad])],
  [
    "Failed: the app did not build: the build command `npm run build` exited with 1",
    failedAt("build", "the build command `npm run build` exited with 1"),
  ],
  [
    "Failed: the app did not start: the app did not answer at /",
    failedAt("serve", "the app did not answer at /"),
  ],
  [
    "Failed: what the agent left could not be collected: too many files",
    failedAt("freeze", "too many files"),
  ],
  ["Failed: the app kept the checks from coming to their end: lost twice", failedAt("check", "lost twice")],
  [
    "Stopped by the limit wallTime (the turn took longer than 20m 00s), then graded: failed 1 of 2 checks",
    endedBy({ kind: "limit", limit: "wallTime", message: "the turn took longer than 20m 00s" }),
  ],
  [
    "Stopped by the limit tokens (used up), then graded: passed the only check",
    endedBy({ kind: "limit", limit: "tokens", message: "used up" }, [good]),
  ],
  [
    "The agent did not come to its end (it crashed), then graded: failed 1 of 2 checks",
    endedBy({ kind: "agent-error", message: "it crashed" }),
  ],
  [
    "The agent did not come to its end (it crashed), and nothing was left to grade",
    unscored({ kind: "agent-error", message: "it crashed" }),
  ],
  [
    "Not scored: the engine went away (infrastructure, counts against nobody)",
    unscored({ kind: "infra-error", code: "engine", message: "the engine went away" }),
  ],
  [
    "Not scored: by the user (cancelled, counts against nobody)",
    unscored({ kind: "cancelled", message: "by the user" }),
  ],
];

describe("the sentence of how a trial ended", () => {
  it.each(SENTENCES)("says: %s", (sentence, result) => {
    expect(describeEnd(result)).toBe(sentence);
  });

  it.each(SENTENCES)("says the same of the trial's row: %s", (sentence, result) => {
    expect(describeRowEnd(toTrialRow(result))).toBe(sentence);
  });
});

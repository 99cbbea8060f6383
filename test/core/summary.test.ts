import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/core/outcome.ts";
import { type Summary, summarize, SummarySchema } from "../../src/core/summary.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { makeCheck, makeResult, makeTrial } from "../support/results.ts";

const AT = "2026-01-02T03:04:05.000Z";
const infraError: Outcome = { kind: "infra-error", code: "engine", message: "the engine went away" };
const cancelled: Outcome = { kind: "cancelled", message: "the run was interrupted" };

function sum(results: readonly TrialResult[], planned = results.length): Summary {
  const suite = { name: "demo", version: "1.0.0", hash: "a".repeat(64) };
  return summarize(
    { runId: "a-run", suite, sandbox: "docker", startedAt: AT, finishedAt: AT, planned },
    results,
  );
}

const solid = (id: string, passed: boolean, changes: Partial<TrialResult> = {}): TrialResult =>
  makeResult(makeTrial(id), [makeCheck("one", true), makeCheck("two", passed)], changes);

const unscored = (id: string, outcome: Outcome): TrialResult =>
  makeResult(makeTrial(id), [], { outcome, score: null, passed: null, turns: [] });

const spending = (id: string, costUsd: number | null): TrialResult =>
  solid(id, true, { usage: { ...NO_USAGE, requests: 2, inputTokens: 100, outputTokens: 10, costUsd } });

describe("summarize", () => {
  it("counts what was planned apart from what could be scored, and divides by the latter", () => {
    const summary = sum(
      [solid("a", true), solid("b", false), unscored("c", infraError), unscored("d", cancelled)],
      6,
    );
    expect(summary).toMatchObject({
      planned: 6,
      finished: 4,
      scored: 2,
      passed: 1,
      infraErrors: 1,
      cancelled: 1,
    });
    expect(summary.groups).toMatchObject([
      { agent: "oracle", model: null, trials: 4, scored: 2, passed: 1, passRate: 0.5, meanScore: 0.75 },
    ]);
  });

  it("has no rate where nothing was scored: an outage is not a zero", () => {
    const [group] = sum([unscored("a", infraError), unscored("b", cancelled)]).groups;
    expect(group).toMatchObject({ trials: 2, scored: 0, passed: 0, passRate: null, meanScore: null });
  });

  it("counts a trial that met a limit, or whose agent failed, as scored", () => {
    const limit: Outcome = { kind: "limit", limit: "wallTime", message: "the turn took longer than 3.0s" };
    const failed: Outcome = { kind: "agent-error", message: "exited with 1" };
    const summary = sum([
      solid("a", true, { outcome: limit }),
      solid("b", false, { outcome: failed, score: 0, passed: false }),
    ]);
    expect(summary).toMatchObject({ scored: 2, passed: 1, infraErrors: 0, cancelled: 0 });
    expect(summary.groups[0]).toMatchObject({ passRate: 0.5, meanScore: 0.5 });
  });

  it("keeps agents and models apart", () => {
    const of = (id: string, agent: string, model: string | null, passed: boolean) =>
      makeResult(makeTrial(id, { agent, model }), [makeCheck("one", passed)]);
    const { groups } = sum([
      of("a", "coder", "m/1", true),
      of("b", "coder", "m/2", false),
      of("c", "oracle", null, true),
      of("d", "coder", "m/1", false),
    ]);
    expect(groups.map(({ agent, model, trials, passRate }) => [agent, model, trials, passRate])).toEqual([
      ["coder", "m/1", 2, 0.5],
      ["coder", "m/2", 1, 0],
      ["oracle", null, 1, 1],
    ]);
  });

  it("adds up what was used; one unknown cost makes the sum unknown, and leaves the rest known", () => {
    const known = sum([spending("a", 0.25), spending("b", 0.5)]);
    expect(known.usage).toMatchObject({ requests: 4, inputTokens: 200, outputTokens: 20, costUsd: 0.75 });
    const unknown = sum([spending("a", 0.25), spending("b", null), spending("c", 0.5)]);
    expect(unknown.usage).toMatchObject({ requests: 6, inputTokens: 300, outputTokens: 30, costUsd: null });
    expect(unknown.groups[0]!.usage.costUsd).toBeNull();
    expect(unknown.trials.map(({ costUsd }) => costUsd)).toEqual([0.25, null, 0.5]);
  });

  it("counts the tokens of trials that could not be scored: they were paid for", () => {
    const lost = { ...unscored("a", infraError), usage: { ...NO_USAGE, inputTokens: 7, costUsd: 0.125 } };
    expect(sum([lost, spending("b", 0.5)]).usage).toMatchObject({ inputTokens: 107, costUsd: 0.625 });
  });

  it("names the failed checks of a trial's last turn", () => {
    expect(sum([solid("a", false), solid("b", true)]).trials.map(({ failedChecks }) => failedChecks)).toEqual(
      [["two"], []],
    );
  });

  it("is the same in whatever order the trials ended, and is what its schema says", () => {
    const results = [
      spending("a", 0.25),
      solid("b", false),
      unscored("c", infraError),
      makeResult(makeTrial("d", { agent: "coder", model: "m/1" }), [makeCheck("one", true)]),
      unscored("e", cancelled),
    ];
    const expected = sum(results);
    expect(SummarySchema.parse(expected)).toEqual(expected);
    fc.assert(
      fc.property(fc.shuffledSubarray(results, { minLength: results.length }), (shuffled) => {
        expect(sum(shuffled)).toEqual(expected);
      }),
    );
  });
});

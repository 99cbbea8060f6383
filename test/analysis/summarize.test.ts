import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/core/outcome.ts";
import { type Summary, SummarySchema } from "../../src/core/summary.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { makeCheck, makeManifest, makeResult, makeSummary, makeTrial } from "../support/results.ts";

const infraError: Outcome = { kind: "infra-error", code: "engine", message: "the engine went away" };
const cancelled: Outcome = { kind: "cancelled", message: "the run was interrupted" };

function sum(results: readonly TrialResult[], planned = results.length): Summary {
  const missing = Array.from({ length: planned - results.length }, (_, index) =>
    makeTrial(`missing-${index}`),
  );
  return makeSummary(makeManifest([...results.map(({ trial }) => trial), ...missing]), results);
}

const solid = (id: string, passed: boolean, changes: Partial<TrialResult> = {}): TrialResult =>
  makeResult(makeTrial(id), [makeCheck("one", true), makeCheck("two", passed)], changes);

const unscored = (id: string, outcome: Outcome): TrialResult =>
  makeResult(makeTrial(id), [], { outcome, score: null, passed: null, turns: [] });

const spending = (id: string, costUsd: number | null): TrialResult =>
  solid(id, true, { usage: { ...NO_USAGE, requests: 2, inputTokens: 100, outputTokens: 10, costUsd } });

describe("a summary", () => {
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
      {
        configuration: { name: "oracle", model: null },
        planned: 6,
        finished: 4,
        scored: 2,
        passed: 1,
        cancelled: 1,
        infraErrors: { engine: 1 },
        passRate: { value: 0.5 },
        score: { value: 0.75 },
      },
    ]);
  });

  it("has no rate where nothing was scored: an outage is not a zero", () => {
    const [group] = sum([unscored("a", infraError), unscored("b", cancelled)]).groups;
    const nothing = { value: null, interval: null };
    expect(group).toMatchObject({
      finished: 2,
      scored: 0,
      passed: 0,
      passRate: nothing,
      score: nothing,
      passAt: [],
    });
    expect(group!.perPassed.costUsd).toBeNull();
  });

  it("counts a trial that met a limit, or whose agent failed, as scored", () => {
    const limit: Outcome = { kind: "limit", limit: "wallTime", message: "the turn took longer than 3.0s" };
    const failed: Outcome = { kind: "agent-error", message: "exited with 1" };
    const summary = sum([
      solid("a", true, { outcome: limit }),
      solid("b", false, { outcome: failed, score: 0, passed: false }),
    ]);
    expect(summary).toMatchObject({ scored: 2, passed: 1, infraErrors: 0, cancelled: 0 });
    expect(summary.groups[0]).toMatchObject({
      passRate: { value: 0.5 },
      score: { value: 0.5 },
      limits: { wallTime: 1 },
    });
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
    expect(groups.map((group) => [group.configuration.name, group.finished, group.passRate.value])).toEqual([
      ["coder m/1", 2, 0.5],
      ["coder m/2", 1, 0],
      ["oracle", 1, 1],
    ]);
  });

  it("adds up what was used; one unknown cost makes the sum unknown, and leaves the rest known", () => {
    const known = sum([spending("a", 0.25), spending("b", 0.5)]);
    expect(known.usage).toMatchObject({ requests: 4, inputTokens: 200, outputTokens: 20, costUsd: 0.75 });
    const unknown = sum([spending("a", 0.25), spending("b", null), spending("c", 0.5)]);
    expect(unknown.usage).toMatchObject({ requests: 6, inputTokens: 300, outputTokens: 30, costUsd: null });
    expect(unknown.groups[0]!.usage.costUsd).toBeNull();
    expect(unknown.groups[0]!.perTrial).toMatchObject({ costUsd: null, tokens: 110 });
  });

  it("counts the tokens of trials that could not be scored: they were paid for", () => {
    const lost = { ...unscored("a", infraError), usage: { ...NO_USAGE, inputTokens: 7, costUsd: 0.125 } };
    expect(sum([lost, spending("b", 0.5)]).usage).toMatchObject({ inputTokens: 107, costUsd: 0.625 });
  });

  it("says what one passed trial took, the failed ones included", () => {
    const lost = { ...unscored("c", infraError), usage: { ...NO_USAGE, costUsd: 0.5 } };
    const failed = { ...spending("b", 1), score: 0, passed: false };
    const [group] = sum([spending("a", 0.25), failed, lost]).groups;
    expect(group!.perTrial.costUsd).toBe(0.625);
    expect(group!.perPassed.costUsd).toBe(1.75);
  });

  it("gives pass@k and pass^k over the tasks that have so many scored attempts", () => {
    const attempt = (task: string, number: number, passed: boolean) =>
      makeResult(makeTrial(`${task}.k${number}`, { task, attempt: number }), [makeCheck("one", passed)]);
    const [group] = sum([
      attempt("x", 1, true),
      attempt("x", 2, false),
      attempt("y", 1, true),
      attempt("y", 2, true),
      attempt("z", 1, false),
    ]).groups;
    expect(group!.passAt).toEqual([
      { k: 1, anyOf: 0.5, allOf: 0.5, tasks: 3 },
      { k: 2, anyOf: 1, allOf: 0.5, tasks: 2 },
    ]);
  });

  it("never claims to be sure: no interval is of zero width", () => {
    for (const results of [[solid("a", true)], [solid("a", true), solid("b", true)], [solid("a", false)]]) {
      const { passRate, score, slices } = sum(results).groups[0]!;
      const estimates = [passRate, score, ...slices.flatMap((slice) => [slice.passRate, slice.score])];
      const widths = estimates.flatMap(({ interval }) =>
        interval === null ? [] : [interval.upper - interval.lower],
      );
      expect(Math.min(...widths)).toBeGreaterThan(0.1);
    }
  });

  it("slices by what the task says of itself, and by the language of the prompt", () => {
    const of = (task: string, language: string, passed: boolean) =>
      makeResult(makeTrial(`${task}.${language}`, { task, language }), [makeCheck("one", passed)]);
    const [group] = sum([of("x", "en", true), of("x", "ur", false), of("y", "en", true)]).groups;
    expect(
      group!.slices
        .filter(({ by }) => by === "language" || by === "category")
        .map(({ by, value, tasks, scored, passed }) => [by, value, tasks, scored, passed]),
    ).toEqual([
      ["category", "dashboard", 2, 3, 2],
      ["language", "en", 2, 2, 2],
      ["language", "ur", 1, 1, 0],
    ]);
  });

  it("adds up what had been reached on the way", () => {
    const at = (id: string, task: string, score: number, costUsd: number) =>
      makeResult(makeTrial(id, { task }), [makeCheck("one", true)], {
        checkpoints: [
          {
            label: "1h",
            turn: 1,
            agentMs: 3_600_000,
            usage: { ...NO_USAGE, costUsd },
            workspace: "a".repeat(64),
            failedPhase: null,
            score,
            passed: score === 1,
            failedChecks: [],
          },
        ],
      });
    const [group] = sum([at("a", "x", 0.5, 1), at("b", "y", 1, 2)]).groups;
    expect(group!.checkpoints).toMatchObject([
      { label: "1h", tasks: 2, trials: 2, agentMs: 3_600_000, costUsd: 1.5, score: { value: 0.75 } },
    ]);
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

import { describe, expect, it } from "vitest";
import { makeBaseline } from "../../src/analysis/baseline.ts";
import { type GateInput, judgeRun } from "../../src/analysis/gate.ts";
import { nightsBefore, toNight } from "../../src/analysis/nights.ts";
import type { Baseline } from "../../src/core/baseline.ts";
import { GateReportSchema } from "../../src/core/gate.ts";
import type { Summary } from "../../src/core/summary.ts";
import { makeNight, type RunShape } from "./make-night.ts";

const BASELINE = makeBaseline(
  [
    makeNight({
      runId: "deep",
      attempts: 15,
      passes: (task) => (task % 2 === 0 ? 9 : 12),
      createdAt: "2026-01-01T00:00:00.000Z",
    }),
  ],
  "2026-01-02T00:00:00.000Z",
);

const usual = (runId: string, changes: Partial<RunShape> = {}): Summary =>
  makeNight({ runId, attempts: 5, passes: (task) => (task % 2 === 0 ? 3 : 4), ...changes });

const judge = (summary: Summary, changes: Partial<GateInput> = {}) => {
  const report = judgeRun({
    summary,
    baseline: BASELINE,
    nights: [],
    metric: "passRate",
    margin: 0.03,
    alpha: 0.05,
    thresholds: { minScore: null, maxCostUsd: null, maxLatencyMs: null },
    maxInfraShare: null,
    quarantine: { schema: 1, tasks: [] },
    today: "2026-02-01",
    warnings: [],
    ...changes,
  });
  expect(GateReportSchema.parse(report)).toEqual(report);
  return report;
};

describe("the gate", () => {
  it("fails a run that lost what no luck could lose", () => {
    const report = judge(usual("bad", { passes: () => 1 }));
    expect(report).toMatchObject({
      verdict: "fail",
      configurations: [{ verdict: "fail", nights: 1, tasks: 20 }],
    });
    expect(report.reason).toMatch(/^oracle became worse by more than the margin of 3\.0 points/);
  });

  it("does not know of one night that was as usual, and says which drop it would have seen", () => {
    const report = judge(usual("quiet"));
    expect(report.verdict).toBe("inconclusive");
    expect(report.reason).toContain("it cannot be known yet");
    const detectable = report.configurations[0]!.detectable!;
    expect(detectable.tonight).toBeGreaterThan(0.1);
    expect(detectable.tonight).toBeLessThan(0.5);
  });

  it("passes a run that is not worse for sure", () => {
    expect(judge(usual("good", { passes: () => 5 })).verdict).toBe("pass");
  });

  it("calls a run with an outage invalid, and no failure, however low it stands", () => {
    const report = judge(usual("outage", { passes: () => 0, outages: 20 }));
    expect(report).toMatchObject({
      verdict: "invalid",
      configurations: [],
      infraErrors: { count: 20, planned: 100 },
    });
    expect(judge(usual("outage", { passes: () => 0, outages: 20 }), { maxInfraShare: 0.3 }).verdict).toBe(
      "fail",
    );
  });

  it("calls an unfinished run invalid", () => {
    expect(judge(usual("half", { planned: 120 }))).toMatchObject({
      verdict: "invalid",
      reason: "the run is unfinished: 100 of 120 trials, 0 of them cancelled",
    });
  });

  it("takes a threshold for a failure where it is missed, or cannot be known to be met", () => {
    const thresholds = { minScore: 0.9, maxCostUsd: 0.5, maxLatencyMs: 1 };
    const report = judge(usual("dear", { costUsd: 1 }), { thresholds });
    expect(report.verdict).toBe("fail");
    expect(report.configurations[0]!.thresholds).toEqual([
      { name: "score", limit: 0.9, value: 0.7, isMet: false },
      { name: "cost", limit: 0.5, value: 1, isMet: false },
      { name: "latency", limit: 1, value: 5, isMet: false },
    ]);
    expect(report.reason).toBe("oracle: score and cost and latency did not meet what was asked");
  });

  it("leaves a quarantined task out until its day, and counts it again after that", () => {
    const broken = usual("flaky", { passes: (task) => (task < 12 ? 0 : 4) });
    const tasks = Array.from({ length: 12 }, (_, task) => ({
      task: `t${task}`,
      until: "2026-02-10",
      reason: "its font is missing",
    }));
    const quarantine = { schema: 1 as const, tasks };
    expect(judge(broken, { quarantine })).toMatchObject({
      verdict: "inconclusive",
      quarantined: tasks,
      expired: [],
    });
    expect(judge(broken, { quarantine }).configurations[0]!.tasks).toBe(8);
    expect(judge(broken, { quarantine, today: "2026-02-11" })).toMatchObject({
      verdict: "fail",
      expired: tasks,
    });
  });

  it("adds nights up: what one night cannot show, several do", () => {
    const lower = (runId: string) => usual(runId, { passes: () => 3 });
    expect(judge(lower("one"), { margin: 0 }).verdict).toBe("inconclusive");
    const nights = Array.from({ length: 6 }, (_, night) => toNight(lower(`n${night}`), "hash", false));
    expect(judge(lower("seventh"), { margin: 0, nights })).toMatchObject({
      verdict: "fail",
      configurations: [{ nights: 7 }],
    });
  });
});

describe("the nights that count", () => {
  const HASH = "of the baseline";
  const at = (day: number) => `2026-02-${String(day).padStart(2, "0")}T00:00:00.000Z`;
  const night = (day: number, baseline = HASH, restarts = false) =>
    toNight(usual(`n${day}`, { createdAt: at(day) }), baseline, restarts);
  const idsBefore = (day: number, nights: Parameters<typeof nightsBefore>[1]) =>
    nightsBefore({ runId: `n${day}`, startedAt: at(day) }, nights, HASH).map(({ runId }) => runId);

  it("are those of the same baseline before the run, each once, oldest first", () => {
    expect(idsBefore(4, [night(3), night(1), night(1), night(2, "of another"), night(5), night(4)])).toEqual([
      "n1",
      "n3",
    ]);
  });

  it("begin anew where the history was restarted", () => {
    expect(idsBefore(5, [night(1), night(2), night(3, HASH, true), night(4)])).toEqual(["n3", "n4"]);
  });
});

it("a baseline of several runs is that of one run with all their attempts", () => {
  const half = (runId: string, attempts: number, passes: number): Summary =>
    makeNight({ runId, attempts, passes: () => passes });
  const both: Baseline = makeBaseline([half("a", 5, 3), half("b", 10, 6)], "2026-01-02T00:00:00.000Z");
  expect(both.runs).toEqual(["a", "b"]);
  expect(both.configurations).toHaveLength(1);
  const [task] = both.configurations[0]!.tasks;
  expect(task).toMatchObject({ trials: 15, scored: 15, passed: 9 });
  expect(task!.scoreMean).toBeCloseTo(9 / 15, 12);
  expect(task!.scoreVariance).toBeCloseTo((15 * 0.6 * 0.4) / 14, 12);
});

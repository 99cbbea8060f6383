import { describe, expect, it } from "vitest";
import { estimateWallMs } from "../../src/analysis/expected-expense.ts";
import type { PlannedConfiguration } from "../../src/analysis/past-trials.ts";
import { planPower, type PowerPlanInput } from "../../src/analysis/power-plan.ts";
import type { Configuration } from "../../src/core/configuration.ts";
import { PowerPlanSchema } from "../../src/core/power-plan.ts";
import type { Summary } from "../../src/core/summary.ts";
import { UNKNOWN_SUITE } from "../../src/stats/power.ts";
import { makeConfiguration, makeGroup, makeSummary, makeTally } from "./make-summary.ts";

const TASKS = Array.from({ length: 20 }, (_, index) => `t${index}`);
const loop = makeConfiguration("loop", "qwen/one");

const toPlanned = (
  { name, agent, model }: Configuration,
  changes: Partial<PlannedConfiguration> = {},
): PlannedConfiguration => ({
  name,
  agent,
  model: model && { name: model.name, generation: model.generation },
  lane: null,
  tasks: TASKS.flatMap((task) => [task, task]),
  ...changes,
});

function plan(changes: Partial<PowerPlanInput> = {}) {
  const made = planPower({
    suite: { name: "demo", version: "1.0.0", hash: "a" },
    metric: "passRate",
    attempts: 2,
    configurations: [toPlanned(loop)],
    concurrency: 4,
    localConcurrency: 1,
    runs: [],
    detect: null,
    ...changes,
  });
  expect(PowerPlanSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  return made;
}

const pastRun = (
  runId: string,
  configuration: Configuration,
  {
    costUsd = 0.5,
    attempts = [1, 0],
  }: { readonly costUsd?: number | null; readonly attempts?: number[] } = {},
): Summary =>
  makeSummary(runId, [
    makeGroup(
      configuration,
      TASKS.map((task) => makeTally(task, attempts, { costUsd, wallMs: 60_000 })),
    ),
  ]);

describe("a plan", () => {
  it("without past runs knows neither cost nor time, and says that it assumes the variance", () => {
    const { tasks, trials, cells, costUsd, wallMs, configurations, variance } = plan();
    expect({ tasks, trials, cells, costUsd, wallMs }).toEqual({
      tasks: 20,
      trials: 40,
      cells: 1,
      costUsd: null,
      wallMs: null,
    });
    expect(configurations).toMatchObject([{ costUsd: null, wallMs: null, source: null }]);
    expect(variance).toEqual({
      within: UNKNOWN_SUITE.withinVariance,
      interaction: UNKNOWN_SUITE.interactionVariance,
      runs: [],
    });
  });

  it("goes by past runs of the same configuration, at its own concurrency", () => {
    const { costUsd, wallMs, configurations } = plan({ runs: [pastRun("one", loop), pastRun("two", loop)] });
    expect(costUsd).toBeCloseTo(20, 9);
    expect(wallMs).toBeCloseTo((40 * 60_000) / 4, 6);
    expect(configurations[0]!.source).toEqual({
      likeness: "configuration",
      runs: ["one", "two"],
      trials: 80,
    });
  });

  it("prefers the same configuration to the same model, and that to any other", () => {
    const other = makeConfiguration("codex", "qwen/one");
    const stranger = makeConfiguration("codex", "qwen/two");
    const runs = [pastRun("any", stranger, { costUsd: 9 }), pastRun("model", other, { costUsd: 1 })];
    expect(plan({ runs: [runs[0]!] }).configurations).toMatchObject([
      { costUsd: 360, source: { likeness: "any", runs: ["any"] } },
    ]);
    expect(plan({ runs }).configurations).toMatchObject([
      { costUsd: 40, source: { likeness: "model", runs: ["model"] } },
    ]);
    expect(plan({ runs: [...runs, pastRun("same", loop)] }).configurations).toMatchObject([
      { costUsd: 20, source: { likeness: "configuration", runs: ["same"] } },
    ]);
  });

  it("does not take what a run without a model cost for what a model costs", () => {
    expect(plan({ runs: [pastRun("one", makeConfiguration("oracle"), { costUsd: 0 })] })).toMatchObject({
      costUsd: null,
      configurations: [{ source: null }],
    });
  });

  it("says unknown where the price of one configuration is", () => {
    const priced = makeConfiguration("loop", "qwen/two");
    const { costUsd, configurations, wallMs } = plan({
      configurations: [toPlanned(loop), toPlanned(priced)],
      runs: [pastRun("one", loop, { costUsd: null }), pastRun("two", priced)],
    });
    expect(costUsd).toBeNull();
    expect(configurations).toMatchObject([{ costUsd: null }, { costUsd: 20 }]);
    expect(wallMs).not.toBeNull();
  });

  it("takes a task that was never run for one of the others", () => {
    const known = makeSummary("one", [
      makeGroup(loop, [makeTally("t0", [1], { costUsd: 1 }), makeTally("t1", [1], { costUsd: 3 })]),
    ]);
    const configurations = [toPlanned(loop, { tasks: ["t0", "t1", "t2"] })];
    expect(plan({ attempts: 1, configurations, runs: [known] }).costUsd).toBe(6);
  });

  it("measures the variance of attempts where past runs repeat them often enough", () => {
    const { variance } = plan({ runs: [pastRun("one", loop, { attempts: [1, 1, 0, 0] })] });
    expect(variance.runs).toEqual(["one"]);
    expect(variance.within).toBeCloseTo(1 / 3, 9);
    expect(plan({ runs: [pastRun("one", loop, { attempts: [1] })] }).variance.runs).toEqual([]);
  });

  it("takes attempts of unlike configurations for no repetitions of each other", () => {
    const always = pastRun("one", makeConfiguration("codex", "qwen/two"), { attempts: [1, 1] });
    const never = pastRun("two", makeConfiguration("codex", "qwen/three"), { attempts: [0, 0] });
    expect(plan({ runs: [always, never] }).variance).toMatchObject({ within: 0, runs: ["one", "two"] });
  });

  it("counts languages and seeds of a task as further attempts at it", () => {
    const twice = toPlanned(loop, { tasks: TASKS.flatMap((task) => [task, task, task, task]) });
    const [wide, narrow] = [
      plan({ configurations: [twice] }),
      plan({ attempts: 4, configurations: [twice] }),
    ];
    expect([wide.cells, narrow.cells]).toEqual([2, 1]);
    const detectable = (made: typeof wide, k: number) =>
      made.rows.find(({ attempts }) => attempts === k)!.detectable!;
    expect(detectable(wide, 5)).toBeCloseTo(detectable(narrow, 10), 12);
  });

  it("sees smaller differences with more attempts, and has its own number among the rows", () => {
    const { rows } = plan({ attempts: 2, runs: [pastRun("one", loop)] });
    expect(rows.map(({ attempts, trials }) => [attempts, trials])).toEqual([
      [1, 20],
      [2, 40],
      [3, 60],
      [5, 100],
      [10, 200],
      [15, 300],
    ]);
    for (const [index, row] of rows.slice(1).entries())
      expect(row.detectable).toBeLessThan(rows[index]!.detectable!);
    expect(rows.map(({ costUsd }) => costUsd)).toEqual([10, 20, 30, 50, 100, 150]);
  });

  it("says how many attempts find what is asked for, or how many tasks where none do", () => {
    const easy = plan({ detect: 0.3 });
    expect(easy.asked!.attempts).toBeGreaterThan(0);
    const row = plan({ attempts: easy.asked!.attempts! }).rows.find(
      ({ attempts }) => attempts === easy.asked!.attempts,
    );
    expect(row!.detectable).toBeLessThanOrEqual(0.3);
    const hard = plan({ detect: 0.01 });
    expect(hard.asked).toMatchObject({ difference: 0.01, attempts: null });
    expect(hard.asked!.tasks).toBeGreaterThan(20);
  });
});

describe("a plan of few tasks", () => {
  it("finds no difference whatever the attempts, since no test could", () => {
    const configurations = [toPlanned(loop, { tasks: ["t0", "t1", "t2", "t3", "t4"] })];
    const { rows, asked } = plan({ attempts: 1, configurations, detect: 0.9 });
    expect(rows.map(({ detectable }) => detectable)).toEqual([null, null, null, null, null]);
    expect(asked).toEqual({ difference: 0.9, attempts: null, tasks: 6 });
  });
});

describe("estimateWallMs", () => {
  const at = { concurrency: 4, localConcurrency: 1 };

  it("is what the slowest local server takes, where that is more", () => {
    const planned = [
      { lane: "http://here", wallMs: 100 },
      { lane: "http://here", wallMs: 50 },
      { lane: null, wallMs: 60 },
    ];
    expect(estimateWallMs(planned, at)).toBe(150);
    expect(estimateWallMs(planned, { ...at, localConcurrency: 3 })).toBe(52.5);
  });

  it("is not known where one configuration's is not", () => {
    expect(estimateWallMs([{ lane: null, wallMs: null }], at)).toBeNull();
  });
});

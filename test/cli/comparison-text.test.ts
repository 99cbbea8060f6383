import { describe, expect, it } from "vitest";
import { compareSides } from "../../src/analysis/compare.ts";
import { type PairedSides, pairAcrossRuns, pairWithinRun } from "../../src/analysis/pair-sides.ts";
import { renderComparison } from "../../src/cli/comparison-text.ts";
import type { Configuration } from "../../src/core/configuration.ts";
import type { TaskTally } from "../../src/core/summary.ts";
import { createRandom } from "../../src/stats/random.ts";
import { makeConfiguration, makeGroup, makeSummary, makeTally } from "../analysis/make-summary.ts";

const warm = makeConfiguration("loop", "qwen/qwen3-coder-plus");
const cold: Configuration = {
  ...warm,
  key: "cold",
  model: { ...warm.model!, generation: { ...warm.model!.generation, temperature: 0 } },
};

interface Maker {
  readonly seed: number;
  readonly tasks: number;
  readonly attempts: number;
  /** The probability that an attempt passes. */
  readonly rate: number;
  readonly costUsd?: number | null;
}

function makeTallies({ seed, tasks, attempts, rate, costUsd = 0.12 }: Maker): TaskTally[] {
  const random = createRandom(seed);
  return Array.from({ length: tasks }, (_, index) => {
    const scores = Array.from({ length: attempts }, () =>
      random() < rate ? 1 : Math.round(random() * 8) / 10,
    );
    return makeTally(`task-${String(index + 1).padStart(2, "0")}`, scores, {
      costUsd: costUsd === null ? null : costUsd * (1 + random() / 2),
      tokens: 20_000 + Math.round(random() * 5_000),
      wallMs: 90_000 + Math.round(random() * 30_000),
    });
  });
}

const render = (sides: PairedSides, changes: { headline?: "score"; isForced?: true } = {}): string =>
  renderComparison(compareSides({ sides, headline: "passRate", seed: 1, isForced: false, ...changes }));

describe("the text of a comparison", () => {
  it("of a real difference between two runs, one attempt a task", async () => {
    const a = makeSummary("night-1", [
      makeGroup(warm, makeTallies({ seed: 1, tasks: 40, attempts: 1, rate: 0.4 })),
    ]);
    const b = makeSummary("night-2", [
      makeGroup(cold, makeTallies({ seed: 2, tasks: 40, attempts: 1, rate: 0.85, costUsd: 0.08 })),
    ]);
    await expect(render(pairAcrossRuns(a, b, {}))).toMatchFileSnapshot("compare-two-runs.golden.txt");
  });

  it("of three configurations of one run, with outages, an unknown price and several attempts", async () => {
    const broken = [
      ...makeTallies({ seed: 3, tasks: 19, attempts: 3, rate: 0.5, costUsd: null }),
      makeTally("task-20", [null, null, null]),
    ];
    const run = makeSummary(
      "night-3",
      [
        makeGroup(makeConfiguration("codex", "qwen/qwen3-coder-plus"), broken),
        makeGroup(cold, makeTallies({ seed: 4, tasks: 20, attempts: 3, rate: 0.55 })),
        makeGroup(
          makeConfiguration("nop"),
          makeTallies({ seed: 5, tasks: 20, attempts: 3, rate: 0, costUsd: 0 }),
        ),
      ],
      { headline: "score" },
    );
    await expect(render(pairWithinRun(run, {}), { headline: "score" })).toMatchFileSnapshot(
      "compare-one-run.golden.txt",
    );
  });

  it("of unlike runs says what is unlike, and that it was forced", async () => {
    const a = makeSummary("old", [
      makeGroup(warm, makeTallies({ seed: 6, tasks: 3, attempts: 1, rate: 0.9 })),
    ]);
    const b = makeSummary("new", [
      makeGroup(warm, makeTallies({ seed: 7, tasks: 4, attempts: 1, rate: 0.9 })),
      makeGroup(makeConfiguration("nop"), makeTallies({ seed: 8, tasks: 4, attempts: 1, rate: 0 })),
    ]);
    b.conditions.suite = { name: "demo", version: "1.1.0", hash: "b".repeat(64) };
    b.conditions.versions["chromium"] = "140.0.7339.99";
    await expect(render(pairAcrossRuns(a, b, {}), { isForced: true })).toMatchFileSnapshot(
      "compare-forced.golden.txt",
    );
  });

  it("of runs without a common task is short", async () => {
    const a = makeSummary("one", [makeGroup(warm, [makeTally("board", [1])])]);
    const b = makeSummary("two", [makeGroup(warm, [makeTally("todo", [1])])]);
    await expect(render(pairAcrossRuns(a, b, {}))).toMatchFileSnapshot("compare-nothing.golden.txt");
  });

  it("of a run that an outage spoiled says that it cannot be trusted", () => {
    const good = makeSummary("good", [makeGroup(warm, [makeTally("todo", [1, 1])])]);
    const spoiled = makeSummary("spoiled", [makeGroup(warm, [makeTally("todo", [1, null])])]);
    expect(render(pairAcrossRuns(good, spoiled, {}))).toContain(
      "(spoiled): 1 of 2 trials scored, 1 passed; infrastructure errors, not counted: provider 1; too much is missing to trust it",
    );
  });
});

import { describe, expect, it } from "vitest";
import type { Manifest } from "../../../src/core/manifest.ts";
import type { Summary } from "../../../src/core/summary.ts";
import { toBoards, toComparisonDetail } from "../../../src/report/feed/boards-chunk.ts";
import { makeCheck, makeManifest, makeResult, makeSummary, makeTrial } from "../../support/results.ts";

const TASKS = ["a", "b", "c", "d"];

/** A run over four tasks, of which an agent passes some. */
function summarize(
  passed: Readonly<Record<string, readonly string[]>>,
  changes: Partial<Manifest> = {},
): Summary {
  const trials = Object.keys(passed).flatMap((agent) =>
    TASKS.map((task) => makeTrial(`${task}.${agent}`, { task, agent })),
  );
  const manifest = makeManifest(trials, changes);
  const tasks = manifest.tasks
    .filter(({ id }) => id !== "a-task")
    .map((task) => ({ ...task, category: task.id < "c" ? "game" : "shop" }));
  const results = trials.map((trial) =>
    makeResult(trial, [makeCheck("opens", passed[trial.agent]!.includes(trial.task))]),
  );
  const agents = manifest.agents.filter(({ name }) => name in passed);
  return makeSummary({ ...manifest, tasks, agents }, results);
}

const OTHER_SUITE = {
  suite: { name: "demo", version: "2.0.0", hash: "b".repeat(64), folder: "/x", headline: "passRate" },
} as const;

describe("the boards of a report", () => {
  it("are one over all tasks, and one for each part of a facet that has several", () => {
    const { boards, unlike } = toBoards([summarize({ good: ["a", "b", "c"], bad: ["a"] })]);
    expect(boards[0]!.slice).toBeNull();
    expect(boards.slice(1).map(({ slice }) => slice)).toEqual(
      expect.arrayContaining([
        { by: "category", value: "game" },
        { by: "category", value: "shop" },
      ]),
    );
    expect(boards.some(({ slice }) => slice?.by === "difficulty")).toBe(false);
    expect(boards.every(({ rows }) => rows.length === 2)).toBe(true);
    expect(unlike).toEqual([]);
  });

  it("say what is unlike in the runs", () => {
    const one = summarize({ good: ["a"] }, { runId: "one" });
    const { unlike } = toBoards([one, summarize({ bad: ["a"] }, { runId: "two", ...OTHER_SUITE })]);
    expect(unlike.join("\n")).toMatch(/1\.0\.0.* in one, .*2\.0\.0.* in two/);
  });
});

describe("a comparison of a report", () => {
  it("is of two runs, or of the configurations of one", () => {
    const one = summarize({ good: ["a", "b"] }, { runId: "one" });
    const two = summarize({ good: ["a", "b", "c"] }, { runId: "two" });
    expect(toComparisonDetail(one, two)).toMatchObject({ a: "one", b: "two", reason: null });
    expect(toComparisonDetail(one, two).comparison!.pairs).toHaveLength(1);
    const within = summarize({ good: ["a"], bad: [], third: ["b"] }, { runId: "one" });
    expect(toComparisonDetail(within, within).comparison!.pairs.length).toBeGreaterThan(0);
  });

  it("that the command would refuse is made all the same, with what refuses it", () => {
    const { comparison, reason } = toComparisonDetail(
      summarize({ good: ["a"] }),
      summarize({ good: ["b"] }, OTHER_SUITE),
    );
    expect(reason).toBeNull();
    expect(comparison!.differences).toContainEqual(expect.objectContaining({ severity: "refuses" }));
  });

  it("that cannot be made has the reason in its place", () => {
    const alone = summarize({ good: ["a"] });
    const { comparison, reason } = toComparisonDetail(alone, alone);
    expect(comparison).toBeNull();
    expect(reason).toMatch(/\S: \S/);
  });
});

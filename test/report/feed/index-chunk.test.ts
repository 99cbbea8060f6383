import { describe, expect, it } from "vitest";
import { openReportRun } from "../../../src/cli/report/open-report-run.ts";
import type { TrialResult } from "../../../src/core/result.ts";
import type { TrialSpec } from "../../../src/core/trial.ts";
import { NO_USAGE } from "../../../src/core/usage.ts";
import { toChunkScript } from "../../../src/report/feed/chunk.ts";
import { toRunIndex } from "../../../src/report/feed/index-chunk.ts";
import type { RunIndex } from "../../../src/report/model/report-index.ts";
import { findTrial, toTrialViews } from "../../../src/report/viewer/data/trials.ts";
import { storeReportRun } from "../../support/report-run.ts";
import { makeCheck, makeResult, makeTrial } from "../../support/results.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";
import { makeReportRun } from "./make-run.ts";

/** As a page reads it. */
const toJsonAndBack = (index: RunIndex): RunIndex => JSON.parse(JSON.stringify(index)) as RunIndex;

const toWord = ({ passed }: TrialResult) => (passed === null ? "unscored" : passed ? "passed" : "failed");

describe("the index of a run", () => {
  it("gives back every trial, with its state, score and failed checks", async () => {
    const results = await makeTemporaryFolder();
    await storeReportRun({ results, runId: "r" });
    const run = await openReportRun("r", results);
    const views = toTrialViews(toJsonAndBack(await toRunIndex(run)), 0);
    const { trials } = run.data.manifest;
    expect(views.map(({ id }) => id)).toEqual(trials.map(({ id }) => id));
    for (const [n, view] of views.entries()) {
      const result = (await run.data.result(view.id))!;
      const failed = (result.turns.at(-1)?.checks ?? []).filter(({ passed }) => !passed);
      expect(view).toMatchObject({
        n,
        task: { id: result.trial.task },
        group: { configuration: { agent: { name: result.trial.agent } } },
        attempt: result.trial.attempt,
        language: "en",
        state: toWord(result),
        outcome: result.outcome.kind,
        failedPhase: result.failedPhase,
        score: result.score,
        failedChecks: failed.map(({ id }) => id),
        durationMs: result.durationMs,
      });
      expect(view.group.configuration.model?.name ?? null).toBe(result.trial.model);
      expect(view.costUsd).toBeCloseTo(result.usage.costUsd!, 3);
    }
    expect(new Set(views.map(({ state }) => state))).toEqual(new Set(["passed", "failed", "unscored"]));
  });

  it("finds a trial by its id, though one task's id begins with another's", async () => {
    const trials = ["shop", "shop.large"].map((task) => makeTrial(`${task}.en.s0.oracle.k1`, { task }));
    const index = await toRunIndex(makeReportRun({ trials, results: [] }));
    expect(trials.map(({ id }) => findTrial(index, 0, id)?.task.id)).toEqual(["shop", "shop.large"]);
    expect(findTrial(index, 0, "shop.en.s0.oracle.k9")).toBeNull();
  });

  it("says of a run that goes on what runs, what waits and what was cancelled", async () => {
    const trials = ["a", "b", "c", "d"].map((name) => makeTrial(`t.${name}`, { task: "t" }));
    const cancelled = {
      outcome: { kind: "cancelled", message: "interrupted" },
      score: null,
      passed: null,
      turns: [],
    } satisfies Partial<TrialResult>;
    const results = [
      makeResult(trials[0]!, [makeCheck("opens", true)]),
      makeResult(trials[1]!, [], cancelled),
    ];
    const run = makeReportRun({ trials, results, running: [trials[2]!.id] });
    const views = toTrialViews(toJsonAndBack(await toRunIndex(run)), 0);
    expect(views.map(({ state }) => state)).toEqual(["passed", "cancelled", "running", "waiting"]);
    expect(views[3]).toMatchObject({ outcome: null, score: null, durationMs: null, failedChecks: [] });
    expect(views.every(({ group }) => group.configuration.agent.name === "oracle")).toBe(true);
  });

  it("of 10,000 trials stays below 700 kB", async () => {
    const trials = planTrials({ tasks: 50, agents: 20, attempts: 10 });
    expect(trials).toHaveLength(10_000);
    const index = await toRunIndex(makeReportRun({ trials, results: trials.map(endTrial) }));
    expect(toChunkScript({ name: "index", content: index }).length).toBeLessThan(700_000);
    expect(toTrialViews(index, 0).map(({ id }) => id)).toEqual(trials.map(({ id }) => id));
  });
});

interface Plan {
  readonly tasks: number;
  readonly agents: number;
  readonly attempts: number;
}

const count = (most: number): number[] => Array.from({ length: most }, (_, index) => index);

const planTrials = ({ tasks, agents, attempts }: Plan): TrialSpec[] =>
  count(tasks).flatMap((task) =>
    count(agents).flatMap((agent) =>
      count(attempts).map((attempt) => {
        const names = { task: `a-task-of-some-length-${task}`, agent: `qwen-code-with-model-${agent}` };
        const id = `${names.task}.en.s0.${names.agent}.k${attempt + 1}`;
        return makeTrial(id, { ...names, attempt: attempt + 1 });
      }),
    ),
  );

function endTrial(trial: TrialSpec, n: number): TrialResult {
  const checks = count(12).map((check) => makeCheck(`check-${check}`, (n * 7 + check * 5) % 11 > 2));
  const usage = { ...NO_USAGE, inputTokens: 100_000 + n, outputTokens: 9_000, costUsd: 0.1 + n / 70_001 };
  return makeResult(trial, checks, { usage, durationMs: 300_000.123 + n * 1.7 });
}

import { describe, expect, it } from "vitest";
import { type TrialView, toTrialViews } from "../../../src/report/viewer/data/trials.ts";
import {
  countFailedChecks,
  groupFailures,
} from "../../../src/report/viewer/pages/overview/failure-groups.ts";
import type { TrialResult } from "../../../src/core/result.ts";
import { makeCheck, makeResult, makeTrial } from "../../support/results.ts";
import { makeRunIndex } from "./make-index.ts";

const UNSCORED: Partial<TrialResult> = { score: null, passed: null, turns: [] };
const LOST: Partial<TrialResult> = { score: 0, passed: false, turns: [] };

const ENDS: Readonly<Record<string, Partial<TrialResult>>> = {
  pass: {},
  build: { ...LOST, failedPhase: "build" },
  serve: { ...LOST, failedPhase: "serve" },
  freeze: { ...LOST, failedPhase: "freeze" },
  check: { ...LOST, failedPhase: "check" },
  limit: { ...LOST, outcome: { kind: "limit", limit: "wallTime", message: "20 minutes" } },
  "limit-build": {
    ...LOST,
    failedPhase: "build",
    outcome: { kind: "limit", limit: "wallTime", message: "20 minutes" },
  },
  "limit-passed": { outcome: { kind: "limit", limit: "wallTime", message: "20 minutes" } },
  crash: { ...LOST, outcome: { kind: "agent-error", message: "crashed" } },
  outage: { ...UNSCORED, outcome: { kind: "infra-error", code: "engine", message: "gone" } },
  stopped: { ...UNSCORED, outcome: { kind: "cancelled", message: "stopped" } },
};

async function makeViews(): Promise<TrialView[]> {
  const results = [
    ...Object.entries(ENDS).map(([name, end]) =>
      makeResult(makeTrial(`a-task.${name}`), [makeCheck("opens", true)], end),
    ),
    makeResult(makeTrial("a-task.red"), [makeCheck("opens", true), makeCheck("adds", false)]),
    makeResult(makeTrial("a-task.redder"), [makeCheck("opens", false), makeCheck("adds", false)]),
  ];
  const trials = [...results.map(({ trial }) => trial), makeTrial("a-task.waiting")];
  return toTrialViews(await makeRunIndex(trials, results), 0);
}

describe("what failed", () => {
  it("puts every trial that did not pass into one group, by why", async () => {
    const groups = groupFailures(await makeViews());
    const told = Object.fromEntries(
      groups.map(({ title, trials }) => [title, trials.map(({ id }) => id.slice("a-task.".length))]),
    );
    expect(told).toStrictEqual({
      "Failed at build": ["build"],
      "Failed at serve": ["serve"],
      "Failed checks": ["red", "redder"],
      "Checks cut short": ["check"],
      "Failed at freeze": ["freeze"],
      "Ended by a limit": ["limit", "limit-build"],
      "Agent error": ["crash"],
      "Infrastructure error": ["outage"],
      Cancelled: ["stopped"],
    });
  });

  it("leaves out groups without a trial", async () => {
    const passed = (await makeViews()).filter(({ state }) => state === "passed");
    expect(groupFailures(passed)).toStrictEqual([]);
  });

  it("counts failed checks, the most often failed first", async () => {
    expect(countFailedChecks(await makeViews())).toStrictEqual([
      { check: "adds", count: 2, tasks: ["a-task"] },
      { check: "opens", count: 1, tasks: ["a-task"] },
    ]);
  });
});

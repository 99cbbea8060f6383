import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../../src/core/check.ts";
import type { Outcome } from "../../../src/core/outcome.ts";
import { NO_USAGE } from "../../../src/core/usage.ts";
import { makeCheck } from "../../support/results.ts";
import { failPhase, makeFailure, renderView, trial } from "./views.ts";

const AT = "2026-01-02T03:04:05.000Z";

const total: CheckResult = {
  ...makeCheck("adds-expense", false, "expected total 12.50, found 0.00"),
  weight: 3,
  evidence: {
    message: "expected total 12.50, found 0.00",
    step: "expect: { testId: total, text: 12.50 }",
    expected: "12.50",
    actual: "0.00",
    parts: [],
  },
};
const board: CheckResult = {
  ...makeCheck("board", false, "1 of 2 tests failed"),
  kind: "playwright",
  required: false,
  score: 0.5,
  evidence: {
    message: "1 of 2 tests failed",
    step: null,
    expected: null,
    actual: null,
    parts: [
      { title: "shows columns", passed: true, message: null },
      { title: "moves a card", passed: false, message: "the card stayed" },
    ],
  },
};
const checked = makeFailure(
  [total, board, makeCheck("opens", true)],
  { forgotten: ["adds-expense"] },
  {
    screenshots: [
      { check: "adds-expense", name: "failure", file: "screenshots/turn-1/000.adds-expense.failure.png" },
    ],
    logs: [{ check: "adds-expense", lines: ["error: total is undefined", "GET /api/expenses 404"] }],
    quality: {
      accessibilityViolations: 2,
      consoleErrors: 1,
      consoleWarnings: 0,
      failedRequests: 1,
      requests: 5,
      transferBytes: 120_000,
      domNodes: 80,
      firstContentfulPaintMs: 120.123456789,
      largestContentfulPaintMs: null,
      cumulativeLayoutShift: 0.01,
      securityHeaders: 0,
    },
  },
);
const inTwoTurns = {
  ...checked,
  turns: [
    { ...checked.turns[0]!, checks: [{ ...total, passed: true }] },
    { ...checked.turns[0]!, turn: 2 },
  ],
};

const limit: Outcome = { kind: "limit", limit: "wallTime", message: "the turn took longer than 20m 00s" };
const crash: Outcome = { kind: "agent-error", message: "loop gave up: the model called no tool correctly" };
const outage: Outcome = { kind: "infra-error", code: "engine", message: "the engine went away" };
const aTry = (number: number, outcome: Outcome) => ({
  number,
  startedAt: AT,
  durationMs: 3_000,
  outcome,
  usage: NO_USAGE,
});

describe("a trial as text", () => {
  it("tells of an app that did not build, with the end of the build's log", async () => {
    const log = {
      file: "results/nightly/trials/a-task.en.s0.loop.k1/logs/build.turn-1.log",
      lines: ["src/main.ts(3,1): error TS2304: Cannot find name 'x'.", "", "npm error code 2"],
      isCut: true,
    };
    const result = failPhase("build", "the build command `npm run build` exited with 2", 2);
    await expect(renderView(result, { log })).toMatchFileSnapshot("build.golden.txt");
  });

  it("tells of an app that did not start, with the end of its log", async () => {
    const log = {
      file: "results/nightly/trials/a-task.en.s0.loop.k1/logs/serve.turn-1.log",
      lines: ["$ npm start", "Error: listen EACCES 80"],
      isCut: false,
    };
    const result = failPhase(
      "serve",
      "the app did not answer at / on port $PORT within 30.0s (nothing)",
      null,
    );
    await expect(renderView(result, { log })).toMatchFileSnapshot("serve.golden.txt");
  });

  it("tells of failed checks first, with their evidence, and of what was forgotten and reviewed", async () => {
    const review = {
      schema: 1 as const,
      at: AT,
      reviewer: "Ada",
      trialId: trial.id,
      check: "adds-expense",
      opinion: "disagree" as const,
      note: "12,50 is right\nhere",
      machine: { passed: false, score: 0 },
      workspace: null,
    };
    const text = renderView(inTwoTurns, { reviews: [review], damagedReviews: 1 });
    await expect(text).toMatchFileSnapshot("check.golden.txt");
  });

  it("tells of a limit that ended the agent, and how what it left was graded", async () => {
    const result = makeFailure([makeCheck("opens", false, "nothing was there"), makeCheck("two", true)], {
      outcome: limit,
      limits: {
        ...checked.limits,
        asked: { wallTime: 1_200_000 },
        unenforced: ["memoryBytes"],
      },
    });
    await expect(renderView(result)).toMatchFileSnapshot("limit.golden.txt");
  });

  it("tells of an agent that crashed, without a workspace to go on with", async () => {
    const result = makeFailure([], { outcome: crash, score: null, passed: null, turns: [], phase: "agent" });
    await expect(renderView(result, { transcript: null })).toMatchFileSnapshot("agent.golden.txt");
  });

  it("tells of an outage that it counts against nobody, with the error of each try", async () => {
    const result = makeFailure([], {
      outcome: outage,
      score: null,
      passed: null,
      turns: [],
      phase: "agent",
      tries: [
        aTry(1, { kind: "infra-error", code: "provider", message: "502 for 10 minutes" }),
        aTry(2, outage),
      ],
    });
    await expect(renderView(result)).toMatchFileSnapshot("infra.golden.txt");
  });

  it("says of a workspace and a transcript that they are no longer there, and offers nothing that needs them", () => {
    const gone = { file: "gone", isThere: false };
    const text = renderView(checked, {
      transcripts: [gone],
      workspaces: [{ ...gone, turn: 1 }],
      transcript: null,
    });
    expect(text).toContain("workspace   gone (not there: pruned, or never written)");
    expect(text).toContain("no transcript is there");
    expect(text).not.toMatch(/buildoff (open|rescore)/);
  });

  it("does nothing that an agent, an app or a reviewer wrote, and shows it", () => {
    const attack = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202Egnp\u2066\rX\u0000";
    const evil: CheckResult = {
      ...makeCheck("evil", false, attack),
      title: attack,
      evidence: {
        message: attack,
        step: attack,
        expected: attack,
        actual: attack,
        parts: [{ title: attack, passed: false, message: attack }],
      },
    };
    const result = makeFailure(
      [evil],
      {
        outcome: { kind: "agent-error", message: attack },
        tries: [aTry(1, { kind: "infra-error", code: attack, message: attack })],
      },
      {
        logs: [{ check: "evil", lines: [attack] }],
        screenshots: [{ check: "evil", name: attack, file: `screenshots/${attack}.png` }],
      },
    );
    const text = renderView(result, {
      log: { file: "log", lines: [attack], isCut: false },
      transcript: {
        events: 1,
        modelCalls: 1,
        refusedCalls: 0,
        toolCalls: [{ name: attack, count: 1 }],
        lastMessage: attack,
        frozen: null,
      },
      reviews: [
        {
          schema: 1,
          at: AT,
          reviewer: attack,
          trialId: trial.id,
          check: null,
          opinion: null,
          note: attack,
          machine: { passed: null, score: null },
          workspace: null,
        },
      ],
    });
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    expect(text.split(String.raw`\u{1b}[2J`).length).toBeGreaterThan(10);
  });
});

import { describe, expect, it } from "vitest";
import { nop } from "../../src/agents/nop.ts";
import type { AgentDefinition } from "../../src/core/agent.ts";
import type { CheckpointRecord } from "../../src/core/journal.ts";
import type { TryRecord } from "../../src/core/result.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { createTrialProgress } from "../../src/runner/trial-progress.ts";
import { UNSTARTED } from "../../src/store/run-state.ts";

const AT = "2026-01-01T00:00:00.000Z";
const remembering: AgentDefinition = { ...nop, name: "loop", recovery: { kind: "memory" } };
const packing: AgentDefinition = {
  ...nop,
  name: "program",
  recovery: { kind: "folders", folders: [".session"] },
};
const forgetting: AgentDefinition = { ...nop, name: "forgetful" };

function makeCheckpoint(changes: Partial<CheckpointRecord["checkpoint"]> = {}): CheckpointRecord {
  return {
    type: "checkpoint",
    at: AT,
    trialId: "t",
    tryNumber: 1,
    turns: [],
    checkpoint: {
      turn: 2,
      label: "1h 00m",
      workspace: "a".repeat(64),
      services: {},
      agentMs: 5,
      turnMs: 3,
      usage: NO_USAGE,
      memory: "b".repeat(64),
      isGraded: true,
      ...changes,
    },
  };
}

function makeTry(number: number, requests: number): TryRecord {
  const outcome = { kind: "infra-error", code: "provider", message: "gone" } as const;
  return { number, startedAt: AT, durationMs: 1, outcome, usage: { ...NO_USAGE, requests } };
}

describe("a trial that is tried again", () => {
  it("goes on from the last checkpoint of an agent that can, and counts what was used before", () => {
    const progress = createTrialProgress(UNSTARTED, remembering);
    expect(progress.begin(1)).toMatchObject({ resumeFrom: null, note: null });
    progress.noteCheckpoint(makeCheckpoint());
    const last = makeCheckpoint({ label: "2h 00m", isGraded: false });
    progress.noteCheckpoint(last);
    progress.noteEnd({ record: makeTry(1, 7), frozen: null });
    const start = progress.begin(2);
    expect(start.resumeFrom).toBe(last);
    expect(start.earlierCheckpoints.map(({ label }) => label)).toEqual(["1h 00m"]);
    expect(start.usedBefore.requests).toBe(7);
    expect(start.note).toMatchObject({
      from: "2h 00m",
      turn: 2,
      message: expect.stringContaining("goes on") as string,
    });
  });

  it("goes on from the last checkpoint that has the agent's session, where a later one has not", () => {
    const good = makeCheckpoint({ label: "8h", agentMs: 8 });
    const first = makeCheckpoint({ label: "4h", agentMs: 4, memory: null });
    const bad = makeCheckpoint({ label: "8h 15m", agentMs: 9, memory: null });
    const state = { ...UNSTARTED, triesStarted: 1, failedTries: [makeTry(1, 7)] };
    const progress = createTrialProgress({ ...state, checkpoints: [first, good, bad] }, packing);
    const start = progress.begin(2);
    expect(start.resumeFrom).toBe(good);
    expect(start.earlierCheckpoints.map(({ label }) => label)).toEqual(["4h", "8h"]);
    expect(start.usedBefore.requests).toBe(7);
    expect(start.note).toMatchObject({ from: "8h" });
    const never = createTrialProgress({ ...state, checkpoints: [first, bad] }, packing);
    expect(never.begin(2)).toMatchObject({
      resumeFrom: null,
      note: { from: null, message: expect.stringContaining("session was not kept") as string },
    });
  });

  it("grades no checkpoint of a try that a later one has come to again", () => {
    const again = (changes: Partial<CheckpointRecord["checkpoint"]>): CheckpointRecord => ({
      ...makeCheckpoint(changes),
      tryNumber: 2,
    });
    const checkpoints = [
      makeCheckpoint({ label: "8h", agentMs: 80 }),
      makeCheckpoint({ label: "9h", agentMs: 90, memory: null }),
      makeCheckpoint({ label: "10h", agentMs: 100, memory: null }),
      again({ label: "after 8h 45m", agentMs: 87, isGraded: false }),
      again({ label: "9h", agentMs: 91 }),
    ];
    const progress = createTrialProgress({ ...UNSTARTED, triesStarted: 2, checkpoints }, packing);
    const { resumeFrom, earlierCheckpoints } = progress.begin(3);
    expect(resumeFrom).toBe(checkpoints[4]);
    expect(earlierCheckpoints.map(({ label, agentMs }) => [label, agentMs])).toEqual([
      ["8h", 80],
      ["9h", 91],
    ]);
  });

  it("starts again, and says why, where the agent cannot go on or nothing was kept", () => {
    const crashed = { ...UNSTARTED, triesStarted: 1, failedTries: [makeTry(1, 7)] };
    const cannot = createTrialProgress(
      { ...crashed, checkpoints: [makeCheckpoint({ memory: null })] },
      forgetting,
    );
    expect(cannot.begin(2)).toMatchObject({
      resumeFrom: null,
      usedBefore: { requests: 0 },
      note: { from: null, message: expect.stringContaining("forgetful cannot go on") as string },
    });
    expect(createTrialProgress(crashed, remembering).begin(2).note?.message).toContain("no checkpoint yet");
  });

  it("does not count tries before the one that last began at the beginning", () => {
    const state = {
      ...UNSTARTED,
      triesStarted: 2,
      beganWith: 2,
      failedTries: [makeTry(1, 100), makeTry(2, 3)],
    };
    const progress = createTrialProgress({ ...state, checkpoints: [makeCheckpoint()] }, remembering);
    expect(progress.begin(3).usedBefore.requests).toBe(3);
  });
});

import { expect, it } from "vitest";
import { InfraError, SandboxDeathError } from "../../src/core/errors.ts";
import type { TrialEventBody } from "../../src/core/event.ts";
import type { Checkpoint } from "../../src/core/journal.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { createAgentClock } from "../../src/runner/agent-clock.ts";
import { type CheckpointerOptions, createCheckpointer } from "../../src/runner/checkpointer.ts";

const HOUR = 3_600_000;
const KEPT = { workspace: "a".repeat(64), services: {}, memory: null };

function start(options: Partial<CheckpointerOptions> & { readonly startMs?: number } = {}) {
  const time = { now: 0 };
  const records: Checkpoint[] = [];
  const events: TrialEventBody[] = [];
  const clock = createAgentClock({ now: () => time.now, waitedMs: () => 0, startMs: options.startMs ?? 0 });
  clock.startTurn(0);
  const checkpointer = createCheckpointer({
    clock,
    gradeAtMs: [],
    everyMs: Number.POSITIVE_INFINITY,
    usage: () => NO_USAGE,
    keep: async () => KEPT,
    record: async (checkpoint) => void records.push(checkpoint),
    emit: (event) => void events.push(event),
    ...options,
  });
  checkpointer.startTurn(1);
  return { time, records, events, checkpointer };
}

it("keeps a workspace to be graded when the agent's clock reaches a mark, once", async () => {
  const { time, records, events, checkpointer } = start({ gradeAtMs: [2 * HOUR, HOUR] });
  await using _checkpointer = checkpointer;
  time.now = HOUR + 1;
  await expect.poll(() => records.length).toBe(1);
  time.now = 2 * HOUR;
  await expect.poll(() => records.length).toBe(2);
  await checkpointer.endTurn();
  expect(records.map(({ label, isGraded }) => [label, isGraded])).toEqual([
    ["1h 00m", true],
    ["2h 00m", true],
  ]);
  expect(checkpointer.graded()).toHaveLength(2);
  expect(events).toMatchObject([{ type: "checkpoint", agentMs: HOUR + 1 }, { type: "checkpoint" }]);
});

it("takes one for several marks that a jump of the clock passed", async () => {
  const { time, records, checkpointer } = start({ gradeAtMs: [HOUR, 2 * HOUR, 4 * HOUR] });
  await using _checkpointer = checkpointer;
  time.now = 3 * HOUR;
  await expect.poll(() => records.length).toBe(1);
  expect(records[0]?.label).toBe("2h 00m");
});

it("takes no mark again that an earlier try has passed", async () => {
  const { time, records, checkpointer } = start({ gradeAtMs: [HOUR, 2 * HOUR], startMs: 1.5 * HOUR });
  await using _checkpointer = checkpointer;
  time.now = 0.6 * HOUR;
  await expect.poll(() => records.map(({ label }) => label)).toEqual(["2h 00m"]);
});

it("keeps one now and then to go on from, which is not graded", async () => {
  const { time, records, checkpointer } = start({ everyMs: 900_000 });
  await using _checkpointer = checkpointer;
  time.now = 900_000;
  await expect.poll(() => records.length).toBe(1);
  time.now = 1_800_000;
  await expect.poll(() => records.length).toBe(2);
  expect(records.map(({ isGraded }) => isGraded)).toEqual([false, false]);
  expect(checkpointer.graded()).toEqual([]);
});

it("takes none that the workspace does not allow, and none after the turn", async () => {
  const { records, checkpointer } = start({ keep: async () => null });
  await using _checkpointer = checkpointer;
  await checkpointer.take("round 1");
  await checkpointer.endTurn();
  await checkpointer.take("round 2");
  expect(records).toEqual([]);
});

it("tells at once, and at the end of the turn, that the engine failed, and leaves a dead sandbox to others", async () => {
  let tried = 0;
  const lost = start({
    everyMs: 1,
    keep: async () => {
      tried += 1;
      throw new InfraError("engine", "gone");
    },
  });
  lost.time.now = 10;
  await expect.poll(() => tried).toBeGreaterThan(0);
  expect(lost.checkpointer.failed.reason).toMatchObject({ code: "engine", message: "gone" });
  await expect(lost.checkpointer.endTurn()).rejects.toThrow("gone");
  await lost.checkpointer[Symbol.asyncDispose]();
  let asked = 0;
  const dead = start({
    everyMs: 1,
    keep: async () => {
      asked += 1;
      throw new SandboxDeathError("memory", "died");
    },
  });
  dead.time.now = 10;
  await expect.poll(() => asked).toBeGreaterThan(0);
  await expect(dead.checkpointer.endTurn()).resolves.toBeUndefined();
  expect(dead.checkpointer.failed.aborted).toBe(false);
  await dead.checkpointer[Symbol.asyncDispose]();
});

it("tells the agent alone that its sandbox died while it asked for one: that is its own end, and no failure", async () => {
  const death = new SandboxDeathError("memory", "died");
  let isDead = true;
  const { records, checkpointer } = start({
    keep: async () => {
      if (isDead) throw death;
      return KEPT;
    },
  });
  await using _checkpointer = checkpointer;
  await expect(checkpointer.take("first answer")).rejects.toBe(death);
  isDead = false;
  await checkpointer.take("repair 1");
  expect(records.map(({ label }) => label)).toEqual(["repair 1"]);
  await expect(checkpointer.endTurn()).resolves.toBeUndefined();
  expect(checkpointer.failed.aborted).toBe(false);
});

it("tells the turn's end too what failed in one that the agent asked for", async () => {
  const { checkpointer } = start({
    keep: async () => {
      throw new InfraError("engine", "gone");
    },
  });
  await using _checkpointer = checkpointer;
  await expect(checkpointer.take("first answer")).rejects.toThrow("gone");
  await expect(checkpointer.endTurn()).rejects.toThrow("gone");
});

it("waits for the next time where one was not kept, whatever the reason", async () => {
  let tried = 0;
  const { time, checkpointer } = start({
    everyMs: 1000,
    keep: async () => {
      tried += 1;
      throw new SandboxDeathError("memory", "a service died");
    },
  });
  await using _checkpointer = checkpointer;
  time.now = 1000;
  checkpointer.look();
  await expect.poll(() => tried).toBe(1);
  await new Promise((resolve) => setImmediate(resolve));
  checkpointer.look();
  expect(tried).toBe(1);
  time.now = 2000;
  checkpointer.look();
  await expect.poll(() => tried).toBe(2);
});

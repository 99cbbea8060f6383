import { expect, it } from "vitest";
import { createAgentClock } from "../../src/runner/agent-clock.ts";

function start(startMs = 0) {
  const time = { now: 1_000, waited: 0 };
  const clock = createAgentClock({ now: () => time.now, waitedMs: () => time.waited, startMs });
  return { time, clock };
}

it("runs in a turn and stands still between turns", () => {
  const { time, clock } = start();
  time.now += 500;
  expect(clock.totalMs()).toBe(0);
  clock.startTurn(0);
  time.now += 300;
  expect([clock.totalMs(), clock.turnMs()]).toEqual([300, 300]);
  clock.endTurn();
  time.now += 5_000;
  clock.startTurn(0);
  time.now += 200;
  expect([clock.totalMs(), clock.turnMs()]).toEqual([500, 200]);
});

it("does not charge what was spent on waiting for the provider", () => {
  const { time, clock } = start();
  clock.startTurn(0);
  time.now += 60_000;
  time.waited += 59_000;
  expect(clock.turnMs()).toBe(1_000);
});

it("stands still while a checkpoint is taken, and takes waiting out once", async () => {
  const { time, clock } = start();
  clock.startTurn(0);
  time.now += 100;
  await clock.standStill(async () => {
    time.now += 4_000;
    time.waited += 1_500;
    expect(clock.turnMs()).toBe(100);
  });
  expect(clock.turnMs()).toBe(100);
  time.now += 50;
  expect(clock.turnMs()).toBe(150);
});

it("goes on from where an interrupted try was", () => {
  const { time, clock } = start(90_000);
  clock.startTurn(30_000);
  time.now += 10_000;
  expect([clock.totalMs(), clock.turnMs()]).toEqual([100_000, 40_000]);
});

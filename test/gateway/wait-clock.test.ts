import fc from "fast-check";
import { expect, it } from "vitest";
import { createWaitClock } from "../../src/gateway/wait-clock.ts";

it("counts a wait while it goes on, and waits that overlap once", () => {
  const time = { now: 0 };
  const clock = createWaitClock(() => time.now);
  const first = clock.begin();
  time.now = 100;
  const second = clock.begin();
  expect(clock.totalMs()).toBe(100);
  time.now = 250;
  first[Symbol.dispose]();
  time.now = 300;
  second[Symbol.dispose]();
  time.now = 900;
  expect(clock.totalMs()).toBe(300);
  clock.add(200, 400);
  expect(clock.totalMs()).toBe(400);
  clock.add(500, 400);
  expect(clock.totalMs()).toBe(400);
});

it("is the length of the union of all waits, whatever their order", () => {
  const span = fc.tuple(fc.nat(1_000), fc.nat(100)).map(([from, length]) => [from, from + length] as const);
  fc.assert(
    fc.property(fc.array(span, { maxLength: 100 }), (spans) => {
      const clock = createWaitClock(() => 0);
      for (const [from, to] of spans) clock.add(from, to);
      const covered = new Set(
        spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)),
      );
      expect(clock.totalMs()).toBe(covered.size);
    }),
  );
});

it("keeps its sum over many waits", () => {
  const clock = createWaitClock(() => 0);
  for (let index = 0; index < 5_000; index += 1) clock.add(index * 10, index * 10 + 5);
  expect(clock.totalMs()).toBe(25_000);
});

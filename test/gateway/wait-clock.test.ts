import fc from "fast-check";
import { expect, it } from "vitest";
import { createWaitClock } from "../../src/gateway/wait-clock.ts";

it("counts a wait while it goes on, and waits that overlap once", () => {
  const time = { now: 0 };
  const clock = createWaitClock(() => time.now);
  const first = clock.begin();
  const beside = clock.begin();
  time.now = 100;
  const second = clock.begin();
  expect(clock.totalMs()).toBe(100);
  beside[Symbol.dispose]();
  time.now = 250;
  expect(clock.totalMs()).toBe(250);
  first[Symbol.dispose]();
  time.now = 300;
  second[Symbol.dispose]();
  time.now = 900;
  expect(clock.totalMs()).toBe(300);
});

it("counts no wait while another call of the trial is being answered", () => {
  const time = { now: 0 };
  const clock = createWaitClock(() => time.now);
  const answer = clock.beginAttempt();
  time.now = 100;
  using _queued = clock.begin();
  time.now = 600_000;
  expect(clock.totalMs()).toBe(0);
  answer.end("answered");
  expect(clock.totalMs()).toBe(0);
  time.now = 600_050;
  expect(clock.totalMs()).toBe(50);
});

it("counts an attempt that failed from its beginning, once it has", () => {
  const time = { now: 0 };
  const clock = createWaitClock(() => time.now);
  const attempt = clock.beginAttempt();
  time.now = 700;
  expect(clock.totalMs()).toBe(0);
  attempt.end("failed");
  attempt.end("answered");
  expect(clock.totalMs()).toBe(700);
});

it("is the time in which something waits and nothing is answered, whatever their order and number", () => {
  const kind = fc.constantFrom("wait", "answered", "failed");
  const call = fc.record({ from: fc.nat(3_000), length: fc.integer({ min: 1, max: 40 }), kind });
  fc.assert(
    fc.property(fc.array(call, { maxLength: 600 }), (calls) => {
      const time = { now: 0 };
      const clock = createWaitClock(() => time.now);
      const waited = new Set<number>();
      const answered = new Set<number>();
      const steps = calls.flatMap(({ from, length, kind: how }) => {
        for (let moment = from; moment < from + length; moment += 1)
          (how === "answered" ? answered : waited).add(moment);
        let end = (): void => {};
        const start = (): void => {
          const open = how === "wait" ? clock.begin() : clock.beginAttempt();
          end = () =>
            "end" in open ? open.end(how === "answered" ? how : "failed") : open[Symbol.dispose]();
        };
        return [
          { at: from, act: start },
          { at: from + length, act: () => end() },
        ];
      });
      for (const { at, act } of steps.toSorted((a, b) => a.at - b.at)) {
        time.now = at;
        act();
      }
      time.now = 4_000;
      expect(clock.totalMs()).toBe([...waited].filter((moment) => !answered.has(moment)).length);
    }),
    { numRuns: 30 },
  );
});

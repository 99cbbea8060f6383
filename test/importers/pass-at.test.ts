import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passAtTask } from "../../src/importers/web-bench/pass-at.ts";

const passes = (...numbers: number[]): boolean[] =>
  Array.from({ length: 20 }, (_, index) => !numbers.includes(index + 1));

describe("Web-Bench's pass@n", () => {
  it("is the share of tasks before the first that the first n attempts all failed", () => {
    // The two examples of upstream's own description: 6 and 8 fail once, 11 fails both times.
    const attempts = [passes(6, 8, 11), passes(11)];
    expect(passAtTask(attempts, 20, 1)).toBe(5 / 20);
    expect(passAtTask(attempts, 20, 2)).toBe(10 / 20);
    expect(passAtTask([passes(11), passes(11)], 20, 1)).toBe(10 / 20);
  });

  it("is 1 where there is no such task, and 0 where it is the first", () => {
    expect(passAtTask([passes()], 20, 1)).toBe(1);
    expect(passAtTask([passes(1), passes(1)], 20, 2)).toBe(0);
    expect(passAtTask([], 20, 1)).toBe(0);
  });

  it("counts a task that an attempt never came to as failed", () => {
    expect(passAtTask([[true, true]], 4, 1)).toBe(0.5);
  });

  it("never falls with more attempts, and is a share of the tasks", () => {
    const attempt = fc.array(fc.boolean(), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(attempt, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 5 }),
        (attempts, n) => {
          const value = passAtTask(attempts, 20, n);
          expect(passAtTask(attempts, 20, n + 1)).toBeGreaterThanOrEqual(value);
          expect(Number.isInteger(Math.round(value * 20 * 1e9) / 1e9)).toBe(true);
        },
      ),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptsNeeded, detectableDifference, tasksNeeded, UNKNOWN_SUITE } from "../../src/stats/power.ts";

describe("the power of a paired comparison", () => {
  // To one digit as in the project's format notes; all digits from reference/values.py.
  it.each([
    [101, 1, "15.5", 0.15521153619114153],
    [101, 5, "7.4", 0.07375511939972496],
    [500, 10, "2.5", 0.02505813996983669],
  ])(
    "of an unknown suite with %i tasks and %i attempts finds %s points",
    (tasks, attempts, points, exact) => {
      const found = detectableDifference({ tasks, attempts, ...UNKNOWN_SUITE });
      expect((100 * found).toFixed(1)).toBe(points);
      expect(Math.abs(found - exact)).toBeLessThan(1e-12);
    },
  );

  it("says what a wished difference takes, and gives it just then", () => {
    const design = fc.record({
      tasks: fc.integer({ min: 1, max: 600 }),
      attempts: fc.integer({ min: 1, max: 30 }),
      difference: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(design, ({ tasks, attempts, difference }) => {
        const found = (tasks: number, attempts: number): number =>
          detectableDifference({ tasks, attempts, ...UNKNOWN_SUITE });
        const least = tasksNeeded({ attempts, difference, ...UNKNOWN_SUITE });
        expect(found(least, attempts)).toBeLessThanOrEqual(difference + 1e-9);
        expect(least === 1 || found(least - 1, attempts) > difference).toBe(true);
        const needed = attemptsNeeded({ tasks, difference, ...UNKNOWN_SUITE });
        expect(found(tasks, needed ?? 1e12) <= difference + 1e-9).toBe(needed !== null);
      }),
    );
  });

  it("has no number of attempts that makes up for too few tasks", () => {
    expect(attemptsNeeded({ tasks: 17, difference: 0.05, ...UNKNOWN_SUITE })).toBeNull();
  });

  it("finds less at a higher power or a stricter alpha", () => {
    const design = { tasks: 50, attempts: 3, ...UNKNOWN_SUITE };
    expect(detectableDifference({ ...design, power: 0.95 })).toBeGreaterThan(detectableDifference(design));
    expect(detectableDifference({ ...design, alpha: 0.01 })).toBeGreaterThan(detectableDifference(design));
  });
});

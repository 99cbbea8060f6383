import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanInterval, scoreInterval } from "../../src/stats/means.ts";
import { wilson } from "../../src/stats/rates.ts";
import { scoredTask } from "./simulation/tallies.ts";

/** R's dataset "sleep": hours that the second drug added over the first (Student 1908). */
const SLEEP = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

describe("the interval of a mean without bounds", () => {
  it("is R's t.test of Student's sleep data", () => {
    // Published too: 0.7001142 to 2.4598858 stands in R's help of t.test. Digits: reference/values.R.
    const { lower, upper, method } = meanInterval(SLEEP)!;
    expect(Math.abs(lower - 0.7001142367230175)).toBeLessThan(1e-9);
    expect(Math.abs(upper - 2.4598857632769824)).toBeLessThan(1e-9);
    expect(method).toBe("t");
    const narrower = meanInterval(SLEEP, 0.9)!;
    expect(Math.abs(narrower.lower - 0.8669947329707165)).toBeLessThan(1e-9);
  });

  it("is none where nothing tells how values vary", () => {
    expect(meanInterval([])).toBeNull();
    expect(meanInterval([0.4])).toBeNull();
    expect(meanInterval([0.1 + 0.2, 0.3, 0.3])).toBeNull();
  });
});

describe("the interval of a score", () => {
  it("equals its formula in forty digits", () => {
    const scores = [0.95, 0.8, 1, 0.4, 0.65, 0.9, 0.85, 1, 0.7, 0.9];
    const { lower, upper, method } = scoreInterval(scores.map((score) => scoredTask(score)))!;
    // reference/values.py
    expect(Math.abs(lower - 0.6267786353419772)).toBeLessThan(1e-9);
    expect(Math.abs(upper - 0.9203595930220745)).toBeLessThan(1e-9);
    expect(method).toBe("wilson-task-means");
  });

  it("is close to t over task means in the middle of the scale", () => {
    const scores = Array.from({ length: 40 }, (_, index) => 0.3 + 0.4 * ((index * 7) % 40) * (1 / 39));
    const [ours, t] = [scoreInterval(scores.map((score) => scoredTask(score)))!, meanInterval(scores)!];
    expect(ours.lower).toBeCloseTo(t.lower, 2);
    expect(ours.upper).toBeCloseTo(t.upper, 2);
  });

  it("is Wilson's over tasks where scores do not vary, and for one task", () => {
    const same = scoreInterval([scoredTask(0.6), scoredTask(0.6), scoredTask(0.6)])!;
    expect(same).toMatchObject({ lower: wilson(1.8, 3).lower, upper: wilson(1.8, 3).upper });
    const one = scoreInterval([scoredTask(1)])!;
    expect(one).toMatchObject({ lower: wilson(1, 1).lower, upper: 1 });
    expect(scoreInterval([])).toBeNull();
  });

  it("lies in 0..1, has a width, and contains the mean, whatever the scores", () => {
    const score = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 40 }), (scores) => {
        const { lower, upper } = scoreInterval(scores.map((value) => scoredTask(value)))!;
        const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(upper).toBeGreaterThan(lower);
        expect(lower).toBeLessThanOrEqual(mean + 1e-9);
        expect(upper).toBeGreaterThanOrEqual(mean - 1e-9);
      }),
    );
  });
});

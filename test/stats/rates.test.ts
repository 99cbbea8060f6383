import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passRateInterval, wilson } from "../../src/stats/rates.ts";
import { tallyOf } from "./simulation/tallies.ts";

describe("Wilson's interval", () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857-872, the score method, as printed there.
  it.each([
    [81, 263, "0.2553", "0.3662"],
    [15, 148, "0.0624", "0.1605"],
    [0, 20, "0.0000", "0.1611"],
    [1, 29, "0.0061", "0.1718"],
  ])("of %i of %i is the published one", (passed, n, lower, upper) => {
    const interval = wilson(passed, n);
    expect([interval.lower.toFixed(4), interval.upper.toFixed(4)]).toEqual([lower, upper]);
  });

  // R's prop.test(correct = FALSE) and mpmath agree on these (reference/values.R, values.py).
  it.each([
    { passed: 81, n: 263, level: 0.95, lower: 0.2552885198782742, upper: 0.36620957698280004 },
    { passed: 15, n: 148, level: 0.95, lower: 0.06238639953073628, upper: 0.16048724172330803 },
    { passed: 0, n: 20, level: 0.95, lower: 0, upper: 0.16112515805281938 },
    { passed: 1, n: 29, level: 0.95, lower: 0.00611321429276266, upper: 0.17175521879320288 },
    { passed: 47, n: 50, level: 0.99, lower: 0.792200999297703, upper: 0.9847051599907842 },
  ])("of $passed of $n at $level is the reference to 1e-12", ({ passed, n, level, lower, upper }) => {
    const interval = wilson(passed, n, level);
    expect(Math.abs(interval.lower - lower)).toBeLessThan(1e-12);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(1e-12);
    expect(interval).toMatchObject({ level, method: "wilson" });
  });

  it("refuses what is no rate", () => {
    expect(() => wilson(1, 0)).toThrow(RangeError);
    expect(() => wilson(3, 2)).toThrow(RangeError);
    expect(() => wilson(Number.NaN, 2)).toThrow(RangeError);
  });
});

describe("the interval of the pass rate", () => {
  const single = (passed: number, failed: number) => [
    ...Array.from({ length: passed }, () => tallyOf(1, 1)),
    ...Array.from({ length: failed }, () => tallyOf(0, 1)),
  ];

  it("is Wilson's over tasks where each has one attempt and neither result is rare", () => {
    expect(passRateInterval(single(12, 8))).toEqual({ ...wilson(12, 20), method: "wilson-jeffreys" });
  });

  it("reaches to Jeffreys' bound where up to three failed", () => {
    const interval = passRateInterval(single(47, 3))!;
    // R: qbeta(.975, 47.5, 3.5), above Wilson's .9794; the lower bound stays Wilson's.
    expect(interval.upper).toBeCloseTo(0.9828133509288488, 10);
    expect(interval.lower).toBe(wilson(47, 50).lower);
  });

  it("of several attempts equals its formula in forty digits", () => {
    const passed = [3, 3, 3, 2, 1, 0, 3, 2, 3, 3, 0, 1];
    const interval = passRateInterval(passed.map((c) => tallyOf(c, 3)))!;
    // reference/values.py
    expect(Math.abs(interval.lower - 0.41801397324285877)).toBeLessThan(1e-9);
    expect(Math.abs(interval.upper - 0.847771174568863)).toBeLessThan(1e-9);
    expect(interval.method).toBe("wilson-clustered");
  });

  it("treats five copies of one attempt like one attempt", () => {
    const copies = passRateInterval(single(12, 8).map(({ passed }) => tallyOf(5 * passed, 5)))!;
    const one = passRateInterval(single(12, 8))!;
    expect(copies.upper - copies.lower).toBeGreaterThanOrEqual(one.upper - one.lower - 1e-12);
    expect(copies.upper - copies.lower).toBeLessThan(1.1 * (one.upper - one.lower));
  });

  it("is of no tasks for none, and wide for one task however often it was tried", () => {
    expect(passRateInterval([])).toBeNull();
    const one = passRateInterval([tallyOf(40, 40)])!;
    expect(one.upper - one.lower).toBeGreaterThan(0.75);
  });

  const tally = fc
    .tuple(fc.nat(6), fc.nat(6))
    .map(([passed, failed]) => tallyOf(passed, passed + failed + (passed + failed === 0 ? 1 : 0)));

  it("lies in 0..1, has a width, and contains the estimate, whatever the tallies", () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 1, maxLength: 30 }), (tasks) => {
        const { lower, upper } = passRateInterval(tasks)!;
        const mean = tasks.reduce((sum, { passed, scored }) => sum + passed / scored, 0) / tasks.length;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(upper - lower).toBeGreaterThan(0.01);
        expect(lower).toBeLessThanOrEqual(mean + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(mean - 1e-12);
      }),
    );
  });

  it("is turned around where passes and failures are", () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 1, maxLength: 20 }), (tasks) => {
        const { lower, upper } = passRateInterval(tasks)!;
        const turned = passRateInterval(tasks.map(({ passed, scored }) => tallyOf(scored - passed, scored)))!;
        expect(turned.lower).toBeCloseTo(1 - upper, 9);
        expect(turned.upper).toBeCloseTo(1 - lower, 9);
      }),
    );
  });

  it("does not depend on the order of tasks", () => {
    fc.assert(
      fc.property(fc.array(tally, { minLength: 1, maxLength: 20 }), (tasks) => {
        const [there, back] = [passRateInterval(tasks)!, passRateInterval(tasks.toReversed())!];
        expect(back.lower).toBeCloseTo(there.lower, 9);
        expect(back.upper).toBeCloseTo(there.upper, 9);
      }),
    );
  });
});

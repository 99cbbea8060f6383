import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mcnemarExact } from "../../src/stats/mcnemar.ts";
import { newcombePaired } from "../../src/stats/newcombe.ts";
import { comparePaired, comparePairedMeans, type PairedTask } from "../../src/stats/paired.ts";
import { differenceInterval } from "../../src/stats/task-differences.ts";
import { scoredTask, tallyOf } from "./simulation/tallies.ts";

const pairs = (rows: readonly (readonly [number, number])[], scored: number): PairedTask[] =>
  rows.map(([a, b], index) => ({ task: `${index}`, a: tallyOf(a, scored), b: tallyOf(b, scored) }));
const singles = (both: number, onlyA: number, onlyB: number, neither: number): PairedTask[] =>
  pairs(
    [
      ...Array.from({ length: both }, () => [1, 1] as const),
      ...Array.from({ length: onlyA }, () => [1, 0] as const),
      ...Array.from({ length: onlyB }, () => [0, 1] as const),
      ...Array.from({ length: neither }, () => [0, 0] as const),
    ],
    1,
  );

describe("exact McNemar", () => {
  // Exact fractions (reference/values.py), equal to R's binom.test. 1 and 7, 6 and 16 are published: Fagerland, Lydersen
  // and Laake, BMC Medical Research Methodology 13 (2013) 91, with .0703 and .0525; 86 and 150 are Agresti's presidents.
  it.each([
    [1, 7, 0.0703125],
    [6, 16, 0.052478790283203125],
    [12, 2, 0.012939453125],
    [86, 150, 3.715936139571442e-5],
    [0, 6, 0.03125],
  ])("of %i against %i is the exact fraction", (b, c, expected) => {
    expect(Math.abs(mcnemarExact(b, c) / expected - 1)).toBeLessThan(1e-9);
    expect(mcnemarExact(c, b)).toBe(mcnemarExact(b, c));
  });

  it("is 1 for as many on both sides, and for none", () => {
    expect([mcnemarExact(0, 0), mcnemarExact(4, 4)]).toEqual([1, 1]);
    expect(() => mcnemarExact(-1, 2)).toThrow(RangeError);
  });
});

describe("Newcombe's paired interval", () => {
  // Printed, with A minus B: Newcombe, Statistics in Medicine 17 (1998) 2635-2650, method 10 (.0569 to .3404);
  // Fagerland, Lydersen and Laake, "Statistical Analysis of Contingency Tables" (2017), chapter 8 (-.1186 to -.0046);
  // Altman et al., "Statistics with Confidence" (2000), table 6.2 (.011 to .226). All digits: reference/values.py.
  it.each([
    {
      counts: { both: 36, onlyA: 12, onlyB: 2, neither: 0 },
      lower: -0.3404276029749407,
      upper: -0.05692958400323881,
    },
    {
      counts: { both: 59, onlyA: 6, onlyB: 16, neither: 80 },
      lower: 0.004625113933050055,
      upper: 0.11862119563870993,
    },
    {
      counts: { both: 14, onlyA: 5, onlyB: 0, neither: 22 },
      lower: -0.22649268435121123,
      upper: -0.011483241383033258,
    },
    {
      counts: { both: 0, onlyA: 0, onlyB: 0, neither: 20 },
      lower: -0.16112515805281938,
      upper: 0.16112515805281938,
    },
    {
      counts: { both: 10, onlyA: 3, onlyB: 9, neither: 4 },
      lower: -0.031704864007205624,
      upper: 0.45360424748356165,
    },
  ])("of $counts is the published one", ({ counts, lower, upper }) => {
    const interval = newcombePaired(counts);
    expect(Math.abs(interval.lower - lower)).toBeLessThan(1e-12);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(1e-12);
  });
});

describe("a comparison of pass rates", () => {
  it("is exact McNemar and Newcombe's interval where each task was tried once", () => {
    const compared = comparePaired(singles(59, 6, 16, 80), { metric: "passRate" });
    expect(compared).toMatchObject({ tasks: 161, test: "mcnemar-exact" });
    expect(compared.difference).toBeCloseTo(10 / 161, 12);
    expect(compared.pValue).toBeCloseTo(0.052478790283203125, 10);
    expect(compared.interval).toEqual(newcombePaired({ both: 59, onlyA: 6, onlyB: 16, neither: 80 }));
  });

  it("permutes task differences where any task was tried again", () => {
    const rows = [1, 1, 2, -1, 3, 0, 1, -2, 1, 1, 0, 2].map(
      (more) => [Math.max(0, -more), Math.max(0, more)] as const,
    );
    const compared = comparePaired(pairs(rows, 3), { metric: "passRate" });
    expect(compared).toMatchObject({ tasks: 12, test: "permutation" });
    expect(compared.difference).toBeCloseTo(9 / 36, 12);
    expect(compared.pValue).toBeCloseTo(1 / 8, 12);
    expect(compared.interval!.method).toBe("t-task-differences");
  });

  it("gives the same for another order of tasks, and the opposite for sides exchanged", () => {
    const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 25 });
    fc.assert(
      fc.property(rows, (counts) => {
        const there = comparePaired(pairs(counts, 3), { metric: "passRate" });
        const back = comparePaired(
          pairs(
            counts.map(([a, b]) => [b, a]),
            3,
          ).toReversed(),
          { metric: "passRate" },
        );
        expect(back.difference).toBeCloseTo(-there.difference!, 12);
        expect(back.pValue).toBeCloseTo(there.pValue!, 9);
        expect(back.interval!.lower).toBeCloseTo(-there.interval!.upper, 9);
        expect(there.interval!.upper - there.interval!.lower).toBeGreaterThan(0.01);
        expect(there.detectable).toBeGreaterThan(0);
      }),
    );
  });

  it("says as much of twice the tasks with a narrower interval", () => {
    const few = comparePaired(singles(10, 3, 9, 4), { metric: "passRate" });
    const many = comparePaired(singles(40, 12, 36, 16), { metric: "passRate" });
    expect(many.difference).toBe(few.difference);
    expect(many.detectable! / few.detectable!).toBeCloseTo(0.5, 1);
    expect(many.pValue).toBeLessThan(few.pValue!);
  });
});

describe("a comparison of scores", () => {
  const scores = (rows: readonly (readonly [number, number])[]): PairedTask[] =>
    rows.map(([a, b], index) => ({ task: `${index}`, a: scoredTask(a), b: scoredTask(b) }));

  it("has an interval that equals its formula in forty digits", () => {
    const { lower, upper } = differenceInterval([0.2, 0, 0, -0.1, 0.3, 0.05, 0, 0.4], 0.95)!;
    // reference/values.py
    expect(Math.abs(lower + 0.10396497826544834)).toBeLessThan(1e-9);
    expect(Math.abs(upper - 0.31646497826544834)).toBeLessThan(1e-9);
  });

  it("never says ± 0: where no task differs, as many tasks might hide a difference as Wilson allows for none of n", () => {
    const same = comparePaired(scores(Array.from({ length: 20 }, () => [0.7, 0.7])), { metric: "score" });
    expect(same).toMatchObject({ difference: 0, pValue: 1 });
    expect(same.interval!.upper).toBeCloseTo(0.16112515805281938, 10);
    expect(same.interval!.lower).toBeCloseTo(-0.16112515805281938, 10);
  });

  it("has no interval from one task, and nothing at all from none", () => {
    const one = comparePaired(scores([[0.2, 0.9]]), { metric: "score" });
    expect(one).toMatchObject({ tasks: 1, interval: null, pValue: 1, detectable: null });
    expect(one.difference).toBeCloseTo(0.7, 12);
    const none = { tasks: 0, difference: null, interval: null, pValue: null, test: "none", detectable: null };
    expect(comparePaired([], { metric: "score" })).toEqual(none);
    expect(comparePaired([], { metric: "passRate" })).toEqual(none);
  });
});

describe("a comparison of costs", () => {
  it("is R's paired t interval and the exact permutation of Student's sleep data", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const compared = comparePairedMeans(first.map((a, index) => ({ a, b: second[index]! })));
    expect(Math.abs(compared.interval!.lower - 0.7001142367230175)).toBeLessThan(1e-9);
    expect(Math.abs(compared.interval!.upper - 2.4598857632769824)).toBeLessThan(1e-9);
    expect(compared.difference).toBeCloseTo(1.58, 12);
    expect(compared.pValue).toBeCloseTo(2 / 2 ** 9, 12);
    expect(compared.test).toBe("permutation");
  });

  it("has no interval where nothing varies or there is one task", () => {
    expect(comparePairedMeans([{ a: 1, b: 2 }]).interval).toBeNull();
    expect(
      comparePairedMeans([
        { a: 0, b: 0 },
        { a: 0, b: 0 },
      ]),
    ).toMatchObject({ interval: null, difference: 0, pValue: 1 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSides } from "../../src/analysis/compare.ts";
import { pairAcrossRuns, pairWithinRun } from "../../src/analysis/pair-sides.ts";
import {
  type Comparison,
  ComparisonSchema,
  type MetricComparison,
  type Pair,
} from "../../src/core/comparison.ts";
import type { Expense, Summary, TaskTally } from "../../src/core/summary.ts";
import { type Attempts, makeConfiguration, makeGroup, makeSummary, makeTally } from "./make-summary.ts";

const loop = makeConfiguration("loop", "qwen/one");

const makeRun = (runId: string, tasks: readonly TaskTally[]): Summary =>
  makeSummary(runId, [makeGroup(loop, tasks)]);

function compare(
  a: readonly TaskTally[],
  b: readonly TaskTally[],
  headline: "passRate" | "score" = "passRate",
) {
  const sides = pairAcrossRuns(makeRun("one", a), makeRun("two", b), {});
  return compareSides({ sides, headline, seed: 7, isForced: false });
}

const onlyPair = ({ pairs }: Comparison): Pair => {
  expect(pairs).toHaveLength(1);
  return pairs[0]!;
};

const tasks = (attempts: Readonly<Record<string, Attempts>>, expense: Partial<Expense> = {}): TaskTally[] =>
  Object.entries(attempts).map(([task, scores]) => makeTally(task, scores, expense));

const many = (count: number, scoresOf: (index: number) => Attempts): TaskTally[] =>
  Array.from({ length: count }, (_, index) =>
    makeTally(`t${String(index).padStart(3, "0")}`, scoresOf(index)),
  );

const tallies = fc
  .array(
    fc.record({
      scores: fc.array(fc.constantFrom(0, 0.25, 0.5, 1, 1, null), { minLength: 1, maxLength: 4 }),
      costUsd: fc.constantFrom(null, 0.1, 0.2, 1),
      isMissing: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((some) =>
    some.flatMap(({ scores, costUsd, isMissing }, index) =>
      isMissing && index > 0 ? [] : [makeTally(`t${index}`, scores, { costUsd })],
    ),
  );

const RUNS = { numRuns: 60 };
const OPPOSITE = {
  better: "worse",
  worse: "better",
  "no-difference-found": "no-difference-found",
  "nothing-to-compare": "nothing-to-compare",
} as const;

/** Far more digits than anybody reads; the order of additions is another one. */
const round = (value: number | null | undefined, sign: 1 | -1 = 1): number | null =>
  value === null || value === undefined ? null : Number((sign * value).toFixed(9)) + 0;

function expectOpposite(one: number | null | undefined, other: number | null | undefined): void {
  expect(round(one)).toBe(round(other, -1));
}

function expectMirrored(one: MetricComparison, other: MetricComparison): void {
  expectOpposite(one.difference.value, other.difference.value);
  expectOpposite(one.difference.interval?.lower, other.difference.interval?.upper);
  expectOpposite(one.difference.interval?.upper, other.difference.interval?.lower);
  expect(round(one.pValue)).toBe(round(other.pValue));
  expect(one.rose.map(({ task }) => task)).toEqual(other.fell.map(({ task }) => task));
  expect([one.a, one.b]).toEqual([other.b, other.a]);
  expect(one.test).toBe(other.test);
}

describe("a comparison", () => {
  it("is turned round where its sides are", () => {
    fc.assert(
      fc.property(tallies, tallies, (a, b) => {
        const [there, back] = [onlyPair(compare(a, b)), onlyPair(compare(b, a))];
        expectMirrored(there.passRate, back.passRate);
        expectMirrored(there.score, back.score);
        expect(there.verdict).toBe(OPPOSITE[back.verdict]);
        for (const of of ["costUsd", "tokens", "wallMs"] as const)
          expectOpposite(there[of].difference.value, back[of].difference.value);
        expect([there.onlyA, there.onlyB]).toEqual([back.onlyB, back.onlyA]);
      }),
      RUNS,
    );
  });

  it("of a run with itself finds nothing", () => {
    fc.assert(
      fc.property(tallies, (a) => {
        const { passRate, score, verdict, costUsd, changed } = onlyPair(compare(a, a));
        for (const { difference, pValue, rose, fell } of [passRate, score]) {
          expect(difference.value ?? 0).toBe(0);
          expect(pValue ?? 1).toBe(1);
          expect([rose, fell]).toEqual([[], []]);
        }
        expect(verdict).not.toBe("better");
        expect(verdict).not.toBe("worse");
        expect(costUsd.difference.value ?? 0).toBe(0);
        expect(changed).toEqual([]);
      }),
      RUNS,
    );
  });

  it("does not depend on the order of tasks", () => {
    const shuffled = tallies.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    );
    fc.assert(
      fc.property(shuffled, shuffled, ([a, a2], [b, b2]) => {
        expect(compare(a2, b2).pairs).toEqual(compare(a, b).pairs);
      }),
      RUNS,
    );
  });

  it("is the same with the same seed, and has no number that JSON cannot hold", () => {
    fc.assert(
      fc.property(tallies, tallies, (a, b) => {
        const comparison = compare(a, b);
        expect(compare(a, b)).toEqual(comparison);
        expect(ComparisonSchema.parse(JSON.parse(JSON.stringify(comparison)))).toEqual(comparison);
      }),
      RUNS,
    );
  });

  it("finds a large difference, and names what was fixed", () => {
    const a = many(40, (index) => [index < 10 ? 1 : 0]);
    const b = many(40, (index) => [index < 30 ? 1 : 0]);
    const { verdict, passRate } = onlyPair(compare(a, b));
    expect(verdict).toBe("better");
    expect(passRate.difference.value).toBeCloseTo(0.5, 12);
    expect(passRate.difference.interval!.lower).toBeGreaterThan(0);
    expect(passRate.pValue).toBeLessThan(0.001);
    expect(passRate.rose).toHaveLength(20);
    expect(passRate.rose[0]).toEqual({ task: "t010", a: 0, b: 1, scoredA: 1, scoredB: 1 });
    expect(passRate.fell).toEqual([]);
  });

  it("with several attempts sorts tasks by how far they moved", () => {
    const a = tasks({ board: [0, 0, 0, 0], chat: [1, 1, 1, 1], map: [1, 0, 0, 0], todo: [1, 1, 0, 0] });
    const b = tasks({ board: [1, 0, 0, 0], chat: [1, 0, 0, 0], map: [1, 1, 1, 1], todo: [1, 1, 0, 0] });
    const { passRate } = onlyPair(compare(a, b));
    expect(passRate.rose.map(({ task, a: from, b: to }) => [task, from, to])).toEqual([
      ["map", 0.25, 1],
      ["board", 0, 0.25],
    ]);
    expect(passRate.fell.map(({ task }) => task)).toEqual(["chat"]);
  });

  it("leaves out what an outage took, and counts it", () => {
    const a = tasks({ board: [1, null], chat: [null, null], todo: [1, 1] });
    const b = tasks({ board: [1, 1], chat: [1, 1], todo: [0, 0] });
    const pair = onlyPair(compare(a, b));
    expect(pair).toMatchObject({
      tasks: 2,
      onlyA: [],
      onlyB: ["chat"],
      a: { planned: 6, scored: 3, infraErrors: { provider: 3 } },
      b: { planned: 6, scored: 6, infraErrors: {} },
      passRate: { a: 1, b: 0.5 },
    });
  });

  it("of runs without a common task says so", () => {
    const pair = onlyPair(compare(tasks({ board: [1] }), tasks({ todo: [1] })));
    expect(pair).toMatchObject({
      verdict: "nothing-to-compare",
      tasks: 0,
      onlyA: ["board"],
      onlyB: ["todo"],
      passRate: { a: null, b: null, difference: { value: null, interval: null }, pValue: null },
      costUsd: { tasks: 0, a: null, b: null, difference: { value: null, interval: null } },
    });
  });

  it("of one task never finds anything, and has no interval of zero width", () => {
    const { verdict, passRate, score } = onlyPair(
      compare(tasks({ todo: [0, 0, 0] }), tasks({ todo: [1, 1, 1] })),
    );
    expect(verdict).toBe("no-difference-found");
    for (const { difference } of [passRate, score]) {
      expect(difference.value).toBe(1);
      expect(difference.interval?.upper ?? 1).toBeGreaterThan(difference.interval?.lower ?? 0);
    }
  });

  it.each([5, 6])("can show that all of %i tasks became better only where there are six", (count) => {
    for (const attempts of [[1], [1, 1, 1]]) {
      const a = many(count, () => attempts.map(() => 0));
      const b = many(count, () => attempts);
      const { verdict, passRate } = onlyPair(compare(a, b));
      expect(verdict).toBe(count < 6 ? "no-difference-found" : "better");
      expect(passRate.detectable === null).toBe(count < 6);
    }
  });

  it("compares costs where both are known, and does not take an unknown one for zero", () => {
    const a = [
      ...tasks({ board: [1] }, { costUsd: null }),
      ...tasks({ chat: [1], todo: [1] }, { costUsd: 1 }),
    ];
    const b = tasks({ board: [1], chat: [1], todo: [1] }, { costUsd: 0.5 });
    const { costUsd, tokens } = onlyPair(compare(a, b));
    expect(costUsd).toMatchObject({ tasks: 2, a: 1, b: 0.5, difference: { value: -0.5 } });
    expect(tokens).toMatchObject({ tasks: 3, difference: { value: 0 } });
    const unknown = onlyPair(compare(tasks({ board: [1] }, { costUsd: null }), b));
    expect(unknown.costUsd).toMatchObject({ tasks: 0, a: null, b: null, difference: { value: null } });
  });

  it("is decided by the metric that was asked for", () => {
    const a = many(30, () => [0.1]);
    const b = many(30, (index) => [index % 2 === 0 ? 0.6 : 0.8]);
    expect(onlyPair(compare(a, b, "passRate"))).toMatchObject({ verdict: "no-difference-found" });
    expect(onlyPair(compare(a, b, "score"))).toMatchObject({ verdict: "better" });
  });

  it("makes p stricter where a run has several configurations", () => {
    const names = ["a", "b", "c", "d"];
    const passing = [5, 13, 14, 15];
    const groups = names.map((name, at) =>
      makeGroup(
        makeConfiguration(name),
        many(30, (index) => [index < passing[at]! ? 1 : 0]),
      ),
    );
    const sides = pairWithinRun(makeSummary("one", groups), {});
    const { pairs } = compareSides({ sides, headline: "passRate", seed: 7, isForced: false });
    expect(pairs).toHaveLength(6);
    const first = pairs[0]!.passRate;
    expect(first.pValue).toBeLessThan(0.05);
    expect(first.adjustedPValue).toBeGreaterThan(first.pValue!);
    for (const { passRate } of pairs)
      expect(passRate.adjustedPValue).toBeGreaterThanOrEqual(passRate.pValue!);
  });

  it("lists what was changed in the configurations, and what differs in the conditions", () => {
    const cold = {
      ...loop,
      model: { ...loop.model!, generation: { ...loop.model!.generation, temperature: 0 } },
    };
    const one = makeSummary("one", [makeGroup(loop, tasks({ todo: [1] }))]);
    const two = makeSummary("two", [makeGroup(cold, tasks({ todo: [1] }))], { buildoff: "0.2.0" });
    two.conditions.versions["node"] = "24.99.0";
    const sides = pairAcrossRuns(one, two, {});
    const comparison = compareSides({ sides, headline: "passRate", seed: 7, isForced: false });
    expect(onlyPair(comparison).changed).toEqual([
      { what: "temperature", a: "–", b: "0" },
      { what: "buildoff", a: "0.1.0", b: "0.2.0" },
    ]);
    expect(comparison.differences).toMatchObject([{ what: "version of node", severity: "warns" }]);
  });
});

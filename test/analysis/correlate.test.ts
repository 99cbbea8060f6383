import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correlate, type Measure } from "../../src/analysis/correlate.ts";
import { aliasesOf } from "../../src/analysis/measures.ts";

const measure = (
  name: string,
  values: Readonly<Record<string, number>>,
  kind: Measure["kind"] = "table",
): Measure => ({
  kind,
  name,
  column: "rating",
  figures: Object.entries(values).map(([model, value]) => ({
    name: model,
    aliases: aliasesOf(model),
    value,
  })),
  without: [],
  sharedPairs: null,
  isCalibrated: null,
});

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const toValues = (values: readonly number[]) =>
  Object.fromEntries(values.map((value, place) => [NAMES[place]!, value]));
const compare = (x: readonly number[], y: readonly number[], seed = 1) =>
  correlate([measure("one", toValues(x)), measure("other", toValues(y))], seed)[0]!;

describe("correlating two measures", () => {
  it("counts the pairs that both put in one order, and those that tie", () => {
    const found = compare([1, 2, 3, 4, 5, 6], [1, 2, 4, 3, 5, 5]);
    expect(found.pairs).toEqual({ alike: 13, unlike: 1, tied: 1 });
    expect(found.agreement.value).toBeCloseTo(13.5 / 15, 12);
    expect(found.kendall.value).toBeCloseTo(12 / Math.sqrt(15 * 14), 12);
    expect(found.verdict).toBe("same-order");
  });

  it("gives ρ and τ as their formulas for ranks without ties", () => {
    const [x, y] = [
      [7, 4, 3, 10, 6, 2, 9, 8, 1, 5],
      [5, 7, 3, 10, 1, 9, 6, 2, 8, 4],
    ] as const;
    // 21 pairs in one order and 24 in two; squares of rank differences sum up to 182.
    expect(compare(x, y)).toMatchObject({ pairs: { alike: 21, unlike: 24, tied: 0 } });
    expect(compare(x, y).kendall.value).toBeCloseTo(-3 / 45, 12);
    expect(compare(x, y).spearman.value).toBeCloseTo(1 - (6 * 182) / 990, 12);
  });

  it.each([
    ["same-order", [1, 2, 3, 4, 5, 6], [10, 20, 30, 40, 50, 60]],
    ["opposite-order", [1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]],
    ["unsure", [1, 2, 3, 4, 5, 6], [4, 2, 6, 1, 5, 3]],
    ["unsure", [1, 2, 3, 4], [1, 2, 3, 4]],
    ["no-order", [1, 1, 1, 1, 1], [1, 2, 3, 4, 5]],
    ["too-few", [1, 2], [1, 2]],
  ] as const)("says %s of %j and %j", (verdict, x, y) => {
    const found = compare(x, y);
    expect(found.verdict).toBe(verdict);
  });

  it("gives no figure of fewer than three models", () => {
    const unknown = { value: null, interval: null };
    expect(compare([1, 2], [1, 2])).toMatchObject({
      spearman: unknown,
      kendall: unknown,
      agreement: unknown,
    });
  });

  it("compares every two measures, and lists what only one has", () => {
    const found = correlate(
      [
        measure("the score", { "m/a": 1, "m/b": 2, "m/c": 3, "m/d": 4 }, "runs"),
        measure("people's votes", { "loop m/a": 1, "m/b": 2, "m/c": 3 }, "people"),
        measure("table.csv", { a: 1, "m/b": 2, "x/c": 3, lone: 9 }),
      ],
      1,
    );
    expect(found.map(({ a, b, models, onlyA, onlyB }) => [a, b, models.length, onlyA, onlyB])).toEqual([
      ["the score", "people's votes", 2, ["m/a", "m/d"], ["loop m/a"]],
      ["the score", "table.csv", 3, ["m/d"], ["lone"]],
      ["people's votes", "table.csv", 3, [], ["lone"]],
    ]);
    expect(found[2]!.models.map(({ a, b, isExact }) => [a, b, isExact])).toEqual([
      ["m/c", "x/c", false],
      ["m/b", "m/b", true],
      ["loop m/a", "a", false],
    ]);
  });

  it("refuses what may be two models", () => {
    const runs = measure("the score", { "x/mini": 1, "y/mini": 2 }, "runs");
    expect(() => correlate([runs, measure("table.csv", { mini: 1 })], 1)).toThrow(
      "it is not clear which models are the same: x/mini and y/mini of the score; mini of table.csv",
    );
  });

  it("depends on the order alone, and on no order of models", () => {
    const values = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(
        values,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
        (x, y) => {
          const pairs = x.map((value, place) => [NAMES[place]!, value, y[place]!] as const);
          const of = (those: typeof pairs, stretch: (value: number) => number) =>
            correlate(
              [
                measure("one", Object.fromEntries(those.map(([name, value]) => [name, stretch(value)]))),
                measure("other", Object.fromEntries(those.map(([name, , value]) => [name, value]))),
              ],
              7,
            )[0]!;
          const { models: _, ...plain } = of(pairs, (value) => value);
          const { models: __, ...turned } = of(pairs.toReversed(), (value) => value ** 3 - 5);
          expect(turned).toEqual(plain);
          const values = [plain.spearman, plain.kendall].map(({ value }) => Math.abs(value ?? 0));
          expect(Math.max(...values)).toBeLessThanOrEqual(1 + 1e-12);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("finds its intervals anew with another seed, and the same with the same one", () => {
    const [x, y] = [
      [1, 2, 3, 4, 5, 6, 7, 8],
      [2, 1, 4, 3, 6, 8, 5, 7],
    ] as const;
    expect(compare(x, y)).toEqual(compare(x, y));
    const { kendall } = compare(x, y);
    expect(kendall.interval!.lower).toBeLessThan(kendall.value!);
    expect(kendall.interval!.upper).toBeGreaterThan(kendall.value!);
    expect(compare(x, y, 2).spearman.interval).not.toEqual(compare(x, y).spearman.interval);
  });
});

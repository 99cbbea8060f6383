import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankByInterval } from "../../../src/analysis/leaderboard/rank.ts";
import type { Estimate } from "../../../src/core/estimate.ts";

const unknown: Estimate = { value: 0.5, interval: null };

function between(lower: number, upper: number): Estimate {
  return { value: (lower + upper) / 2, interval: { lower, upper, level: 0.95, method: "given" } };
}

const estimates = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.nat(20), fc.nat(20)) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const fields = fc.array(
  estimates.map((pair) =>
    pair === null ? unknown : between(Math.min(...pair) / 20, Math.max(...pair) / 20),
  ),
  { maxLength: 30 },
);

describe("ranks by interval", () => {
  it("are shared by those that cannot be told apart", () => {
    const field = [between(0.8, 0.9), between(0.5, 0.7), between(0.6, 0.79), between(0.1, 0.2)];
    expect(rankByInterval(field)).toEqual([1, 2, 2, 4]);
  });

  it("are lost only to what lies above wholly: to touch is no loss", () => {
    expect(rankByInterval([between(0.5, 0.7), between(0.7, 0.9)])).toEqual([1, 1]);
  });

  it("are not given where nothing can be said of how sure a figure is, and are not taken by it", () => {
    expect(rankByInterval([unknown, between(0, 0.1)])).toEqual([null, 1]);
    expect(rankByInterval([])).toEqual([]);
  });

  it("are what counting gives", () => {
    fc.assert(
      fc.property(fields, (field) => {
        const expected = field.map(({ interval: own }) =>
          own === null
            ? null
            : 1 + field.filter(({ interval }) => interval !== null && interval.lower > own.upper).length,
        );
        expect(rankByInterval(field)).toEqual(expected);
      }),
    );
  });

  it("follow their configuration in whatever order the field stands", () => {
    const shuffled = fields.chain((field) => {
      const indexes = field.map((_, index) => index);
      return fc.tuple(fc.constant(field), fc.shuffledSubarray(indexes, { minLength: field.length }));
    });
    fc.assert(
      fc.property(shuffled, ([field, order]) => {
        const ranks = rankByInterval(field);
        expect(rankByInterval(order.map((index) => field[index]!))).toEqual(
          order.map((index) => ranks[index]),
        );
      }),
    );
  });

  it("never get better, nor worse, when something comes that lies below all", () => {
    fc.assert(
      fc.property(fields, (field) => {
        const ranks = rankByInterval([...field, between(-1, -0.5)]);
        expect(ranks.slice(0, -1)).toEqual(rankByInterval(field));
      }),
    );
  });

  it("never get better when something comes", () => {
    fc.assert(
      fc.property(fields, fields, (field, more) => {
        const [before, after] = [rankByInterval(field), rankByInterval([...field, ...more])];
        const better = before.filter((rank, index) => rank !== null && after[index]! < rank);
        expect(better).toEqual([]);
      }),
    );
  });

  it("have a first wherever anything is ranked", () => {
    fc.assert(
      fc.property(fields, (field) => {
        const ranks = rankByInterval(field).filter((rank) => rank !== null);
        expect(ranks.length === 0 || ranks.includes(1)).toBe(true);
      }),
    );
  });
});

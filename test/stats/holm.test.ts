import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "../../src/stats/holm.ts";

describe("Holm's adjustment", () => {
  it("is R's p.adjust, in the input's order", () => {
    // reference/values.R
    const adjusted = holm([0.01, 0.04, 0.03, 0.005, 0.9, 0.04]);
    for (const [index, expected] of [0.05, 0.12, 0.12, 0.03, 0.9, 0.12].entries())
      expect(Math.abs(adjusted[index]! - expected)).toBeLessThan(1e-12);
  });

  it("leaves one comparison as it is, and none", () => {
    expect(holm([0.2])).toEqual([0.2]);
    expect(holm([])).toEqual([]);
  });

  it("never lessens a p-value, never passes 1, and keeps their order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (pValues) => {
        const adjusted = holm(pValues);
        for (const [i, p] of pValues.entries()) {
          expect(adjusted[i]!).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]!).toBeLessThanOrEqual(1);
          for (const [j, other] of pValues.entries())
            expect(p >= other || adjusted[i]! <= adjusted[j]!).toBe(true);
        }
      }),
    );
  });
});

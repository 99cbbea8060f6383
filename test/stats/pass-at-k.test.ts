import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passAtK, passHatK } from "../../src/stats/pass-at-k.ts";

describe("pass@k and pass^k", () => {
  // Exact fractions from Python's math.comb: reference/values.py.
  it.each([
    { n: 10, c: 3, k: 1, anyOf: 0.3, allOf: 0.3 },
    { n: 10, c: 3, k: 5, anyOf: 0.9166666666666666, allOf: 0 },
    { n: 200, c: 13, k: 100, anyOf: 0.9999194971988055, allOf: 0 },
    { n: 15, c: 14, k: 3, anyOf: 1, allOf: 0.8 },
    { n: 5, c: 5, k: 5, anyOf: 1, allOf: 1 },
    { n: 20, c: 1, k: 10, anyOf: 0.5, allOf: 0 },
  ])("of $n attempts with $c passed, k = $k, are the exact fractions", ({ n, c, k, anyOf, allOf }) => {
    expect(Math.abs(passAtK(n, c, k)! - anyOf)).toBeLessThan(1e-12);
    expect(Math.abs(passHatK(n, c, k)! - allOf)).toBeLessThan(1e-12);
  });

  it("are unknown where there were fewer than k attempts", () => {
    expect(passAtK(2, 2, 3)).toBeNull();
    expect(passHatK(2, 2, 3)).toBeNull();
    expect(passAtK(0, 0, 1)).toBeNull();
  });

  it("refuse what are no counts", () => {
    expect(() => passAtK(3, 4, 1)).toThrow(RangeError);
    expect(() => passHatK(3, 1.5, 1)).toThrow(RangeError);
    expect(() => passAtK(3, 1, 0)).toThrow(RangeError);
  });

  const attempts = fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(59))
    .map(([n, c, k]) => ({ n, c: c % (n + 1), k: (k % n) + 1 }));

  it("are the same where k is 1, and pass^k is what fails pass@k of failures", () => {
    fc.assert(
      fc.property(attempts, ({ n, c, k }) => {
        expect(passAtK(n, c, 1)).toBeCloseTo(passHatK(n, c, 1)!, 12);
        expect(passAtK(n, c, k)!).toBeCloseTo(1 - passHatK(n, n - c, k)!, 12);
        expect(passAtK(n, c, k)!).toBeGreaterThanOrEqual(passHatK(n, c, k)! - 1e-12);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signFlipPValue } from "../../src/stats/sign-flips.ts";

/** Darwin's maize, crossed minus self-fertilised, in eighths of an inch. */
const DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
/** Multiples of no common step. */
const unlike = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => 0.2 * Math.sin(index * index + 1) + 0.08);

/** Every sign in turn. */
function tryAll(differences: readonly number[]): number {
  const bar = Math.abs(differences.reduce((sum, value) => sum + value, 0)) - 1e-9;
  let atLeast = 0;
  for (let signs = 0; signs < 2 ** differences.length; signs += 1) {
    const sum = differences.reduce(
      (total, value, index) => total + ((signs >> index) & 1 ? value : -value),
      0,
    );
    if (Math.abs(sum) >= bar) atLeast += 1;
  }
  return atLeast / 2 ** differences.length;
}

describe("the permutation of signs", () => {
  it("is Fisher's of Darwin's maize", () => {
    // "The Design of Experiments": 1,726 of 32,768 arrangements; so does reference/values.py.
    expect(signFlipPValue(DARWIN, { seed: 1 })).toBeCloseTo(1726 / 32_768, 12);
  });

  it("counts ties of thirds as ties", () => {
    const thirds = [1, 1, 2, -1, 3, 0, 1, -2, 1, 1, 0, 2].map((count) => (count + 1) / 3 - 1 / 3);
    expect(signFlipPValue(thirds, { seed: 1 })).toBeCloseTo(1 / 8, 12);
  });

  it("is the sign test where all differ by the same amount", () => {
    expect(
      signFlipPValue([...Array.from<number>({ length: 7 }).fill(0.2), -0.2, 0], { seed: 1 }),
    ).toBeCloseTo(18 / 256, 12);
  });

  it("tries every sign of few unlike differences", () => {
    for (const count of [1, 5, 12])
      expect(signFlipPValue(unlike(count), { seed: 1 })).toBeCloseTo(tryAll(unlike(count)), 12);
  });

  it("draws signs of many, near the exact value, the same ones for one seed and never 0", () => {
    const many = unlike(18);
    const drawn = signFlipPValue(many, { seed: 5 });
    expect(Math.abs(drawn - tryAll(many))).toBeLessThan(0.01);
    expect(signFlipPValue(many, { seed: 5 })).toBe(drawn);
    expect(signFlipPValue(many, { seed: 6 })).not.toBe(drawn);
    const allUp = unlike(40).map((value) => 1 + value);
    expect(signFlipPValue(allUp, { seed: 1, draws: 99 })).toBe(0.01);
  });

  it("is 1 where nothing differs", () => {
    expect(signFlipPValue([], { seed: 1 })).toBe(1);
    expect(signFlipPValue([0, 0], { seed: 1 })).toBe(1);
  });

  it("equals trying every sign, on a lattice or not, and does not care who is A", () => {
    const lattice = fc.array(fc.integer({ min: -6, max: 6 }), { maxLength: 10 });
    fc.assert(
      fc.property(lattice, fc.constantFrom(1, 1 / 3, 0.1, Math.SQRT2), (counts, step) => {
        const differences = counts.map((count) => count * step);
        const p = signFlipPValue(differences, { seed: 1 });
        expect(p).toBeCloseTo(tryAll(differences), 9);
        expect(
          signFlipPValue(
            differences.map((value) => -value),
            { seed: 1 },
          ),
        ).toBeCloseTo(p, 12);
      }),
    );
  });
});

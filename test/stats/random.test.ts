import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";

const draw = (seed: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random());
};

describe("seeded random numbers", () => {
  it("are the same for the same seed, today and in a year", () => {
    expect(draw(42, 3)).toEqual(draw(42, 3));
    expect(draw(42, 3)).toMatchInlineSnapshot(`
      [
        0.18232878683868503,
        0.35531626325319776,
        0.6945058880794206,
      ]
    `);
  });

  it("lie in 0 ≤ x < 1, evenly", () => {
    const numbers = draw(7, 20_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    for (const part of [0, 1, 2, 3])
      expect(numbers.filter((x) => Math.floor(4 * x) === part).length / 5000).toBeCloseTo(1, 1);
  });

  it("of neighbouring seeds are unlike from the first one on", () => {
    const firsts = Array.from({ length: 1000 }, (_, seed) => draw(seed, 1)[0]!);
    expect(firsts.reduce((sum, x) => sum + x, 0) / 1000).toBeCloseTo(0.5, 1);
    const pairs = firsts.slice(1).map((x, index) => (x - 0.5) * (firsts[index]! - 0.5) * 12);
    expect(Math.abs(pairs.reduce((sum, x) => sum + x, 0) / 999)).toBeLessThan(0.1);
  });
});

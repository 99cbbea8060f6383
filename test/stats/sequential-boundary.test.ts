import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/stats/distributions.ts";
import {
  boundaryAt,
  crossingProbability,
  type Look,
  solveConstant,
  solveDrift,
} from "../../src/stats/sequential-boundary.ts";
import { createBoundaryFinder, planBoundary, planLooks, shareOf } from "../../src/stats/sequential-plan.ts";

const evenly = (count: number): Look[] =>
  Array.from({ length: count }, (_, look) => ({ information: (look + 1) / count }));

/** Windows of 1, 2, 3 … nights: attempts a night as multiples of the baseline's. */
const nightly = (multiple: number, nights: number): number[] =>
  Array.from({ length: nights }, (_, night) => multiple * (night + 1));

describe("the boundary of equally spaced looks", () => {
  // Jennison and Turnbull, Group Sequential Methods (2000), tables 2.1 and 2.3. They are two-sided: the chance of crossing both
  // sides is too small for three decimals.
  it.each([
    [1, 1.645, 1.96, 2.576],
    [2, 1.875, 2.178, 2.772],
    [3, 1.992, 2.289, 2.873],
    [4, 2.067, 2.361, 2.939],
    [5, 2.122, 2.413, 2.986],
    [10, 2.27, 2.555, 3.117],
    [20, 2.392, 2.672, 3.225],
  ])("of Pocock for %i looks is the published one at 10, 5 and 1 %%", (looks, ten, five, one) => {
    for (const [alpha, published] of [
      [0.1, ten],
      [0.05, five],
      [0.01, one],
    ] as const)
      expect(solveConstant(evenly(looks), { alpha: alpha / 2, shape: 0 })).toBeCloseTo(published, 3);
  });

  it.each([
    [2, 1.977],
    [3, 2.004],
    [5, 2.04],
    [10, 2.087],
  ])("of O'Brien and Fleming for %i looks is the published one", (looks, published) => {
    expect(solveConstant(evenly(looks), { alpha: 0.025, shape: -0.5 })).toBeCloseTo(published, 3);
  });

  it("is crossed with the probability that it was solved for, down to one in a million", () => {
    const looks = planLooks({ sofar: [0.2], nightly: 0.2 });
    for (const alpha of [0.2, 0.0375, 1e-3, 1e-5, 1e-6]) {
      const constant = solveConstant(looks, { alpha, shape: 0.1 });
      expect(crossingProbability(looks, { constant, shape: 0.1 }) / alpha).toBeCloseTo(1, 4);
    }
  });

  it("finds a drift with one look as the textbook says", () => {
    const drift = solveDrift([{ information: 0.25 }], { constant: 2, shape: 0 }, 0.8);
    expect(drift).toBeCloseTo((2 + normalQuantile(0.8)) / 0.5, 4);
  });
});

describe("the plan of endless nights", () => {
  it.each([
    [1 / 15, 0.0375],
    [3 / 15, 0.0375],
    [3 / 5, 0.0375],
    [3 / 15, 1e-3],
    [3 / 15, 1e-5],
  ])("crosses as often as a look every night, %d of the baseline's attempts, α = %d", (multiple, alpha) => {
    const boundary = planBoundary({ sofar: [multiple], nightly: multiple }, alpha);
    const everyNight = nightly(multiple, 150).map((attempts) => ({ information: attempts / (1 + attempts) }));
    const crossed = crossingProbability(everyNight, boundary);
    expect(crossed).toBeLessThan(alpha);
    // What is left is for all nights after these.
    expect(crossed).toBeGreaterThan(0.9 * alpha);
  });

  it("does not depend on how many nights have passed", () => {
    const [early, late] = [1, 40].map((nights) =>
      planBoundary({ sofar: nightly(0.2, nights), nightly: 0.2 }, 0.0375),
    );
    expect(early!.constant).toBeCloseTo(late!.constant, 5);
  });

  it("shares α: all windows of all nights have no more than it", () => {
    const nights = Array.from({ length: 100_000 }, (_, index) => index + 1);
    const sum = nights.reduce((total, night) => total + shareOf(0.05, night), 0);
    expect(sum).toBeLessThanOrEqual(0.05);
    expect(sum).toBeGreaterThan(0.0499);
    expect(shareOf(0.05, 1)).toBeCloseTo(0.0375, 12);
  });

  it("is hardly stricter for windows that begin later than it must be, and never laxer", () => {
    const find = createBoundaryFinder(0.2);
    for (const first of [0.07, 0.2, 0.33])
      for (const night of [2, 5, 10, 30, 300]) {
        const alpha = shareOf(0.05, night);
        const exact = planBoundary({ sofar: [first], nightly: 0.2 }, alpha);
        const excess = boundaryAt(find(first, alpha), 1) - boundaryAt(exact, 1);
        expect(excess).toBeGreaterThan(-1e-6);
        expect(excess).toBeLessThan(0.03);
      }
  });
});

import { describe, expect, it } from "vitest";
import { betaQuantile, coinsAtMost, normalQuantile, studentCritical } from "../../src/stats/distributions.ts";

// Reference: R's qnorm, qt and qbeta (test/stats/reference/values.R).
describe("the distributions", () => {
  it.each([
    [0.025, -1.9599639845400538],
    [0.8, 0.8416212335729144],
    [0.9995, 3.2905267314919255],
  ])("has R's normal quantile of %f", (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.25, 43640.14926798035],
    [1, 12.706204736174694],
    [4.3, 2.7016948982822306],
    [19, 2.093024054408309],
    [90.25, 1.9865995681189152],
    [499, 1.9647293909876884],
    [1000, 1.9623390808264076],
    [4321.5, 1.9605130819591337],
    [1e8, 1.9599640082627663],
  ])("has R's t quantile with %f degrees of freedom", (degrees, expected) => {
    expect(Math.abs(studentCritical(0.95, degrees) / expected - 1)).toBeLessThan(1e-10);
  });

  it("passes from one way of computing t to the other without a step", () => {
    expect(studentCritical(0.99, 999.999_999)).toBeCloseTo(studentCritical(0.99, 1000), 9);
  });

  it("has R's beta quantiles", () => {
    expect(betaQuantile(0.025, 47.5, 3.5)).toBeCloseTo(0.8484674369723396, 12);
    expect(betaQuantile(0.975, 47.5, 3.5)).toBeCloseTo(0.9828133509288488, 12);
  });

  it("counts coins", () => {
    expect(coinsAtMost(1, 8)).toBeCloseTo(9 / 256, 15);
  });
});

import { describe, expect, it } from "vitest";
import { bootstrapTInterval, clusterBootstrap, percentileInterval } from "../../src/stats/bootstrap.ts";

/** The same replicates as in reference/values.R, whose intervals are of R's package boot (perc.ci and stud.ci). */
const replicates = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const i = index + 1;
    return {
      value: 0.5 + 0.1 * Math.sin(i) + 0.03 * Math.cos(i * i),
      standardError: 0.05 + 0.01 * Math.cos(3 * i),
    };
  });

describe("the quantiles of a bootstrap", () => {
  it.each([
    [999, 0.3770404653777742, 0.6221111259160796],
    [240, 0.3754557071947188, 0.6230178742735267],
  ])("of %i values are R's percentile interval", (count, lower, upper) => {
    const interval = percentileInterval(
      replicates(count).map(({ value }) => value),
      0.95,
    )!;
    expect(Math.abs(interval.lower - lower)).toBeLessThan(1e-9);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(1e-9);
  });

  it.each([
    [999, 0.4333047523524274, 0.6424187022816614],
    [240, 0.4269561326530371, 0.6423565993087984],
  ])("of %i studentised values are R's bootstrap-t interval", (count, lower, upper) => {
    const interval = bootstrapTInterval({ value: 0.52, standardError: 0.04 }, replicates(count), 0.95)!;
    expect(Math.abs(interval.lower - lower)).toBeLessThan(1e-9);
    expect(Math.abs(interval.upper - upper)).toBeLessThan(1e-9);
    expect(interval.method).toBe("cluster-bootstrap-t");
  });
});

describe("the bootstrap over tasks", () => {
  const mean = (sample: readonly number[]): number =>
    sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const standardError = (sample: readonly number[]): number => {
    const middle = mean(sample);
    const squares = sample.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    return Math.sqrt(squares / (sample.length - 1) / sample.length);
  };
  const values = Array.from({ length: 40 }, (_, index) => (index * 17) % 41);

  it("is the same for the same seed and another for another", () => {
    const first = clusterBootstrap(values, { statistic: mean, seed: 1 })!;
    expect(clusterBootstrap(values, { statistic: mean, seed: 1 })).toEqual(first);
    expect(clusterBootstrap(values, { statistic: mean, seed: 2 })).not.toEqual(first);
    expect(first.method).toBe("cluster-bootstrap");
  });

  it("is near the t interval for the mean of many values, with and without a standard error", () => {
    const half = 2.0226909 * standardError(values);
    const percentile = clusterBootstrap(values, { statistic: mean, seed: 1, replicates: 999 })!;
    const studentised = clusterBootstrap(values, {
      statistic: mean,
      standardError,
      seed: 1,
      replicates: 999,
    })!;
    for (const { lower, upper } of [percentile, studentised]) {
      expect(Math.abs(lower - (mean(values) - half))).toBeLessThan(0.15 * half);
      expect(Math.abs(upper - (mean(values) + half))).toBeLessThan(0.15 * half);
    }
  });

  it("is none for one task, and where all resamples agree", () => {
    expect(clusterBootstrap([3], { statistic: mean, seed: 1 })).toBeNull();
    expect(clusterBootstrap([3, 3, 3], { statistic: mean, seed: 1 })).toBeNull();
    expect(clusterBootstrap([3, 3, 3], { statistic: mean, standardError, seed: 1 })).toBeNull();
  });

  it("leaves out resamples that have no standard error", () => {
    const interval = clusterBootstrap([0, 1, 5], { statistic: mean, standardError, seed: 1 })!;
    expect(Number.isFinite(interval.lower) && Number.isFinite(interval.upper)).toBe(true);
  });
});

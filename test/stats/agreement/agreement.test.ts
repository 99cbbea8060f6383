import { describe, expect, it } from "vitest";
import { krippendorff } from "../../../src/stats/agreement/krippendorff.ts";
import {
  kendall,
  type Pair,
  pairwiseAgreement,
  spearman,
} from "../../../src/stats/agreement/rank-correlation.ts";

describe("Krippendorff's alpha", () => {
  it("is that of the book's example of four observers", () => {
    const observers = [
      "1 2 3 3 2 1 4 1 2 . . .",
      "1 2 3 3 2 2 4 1 2 5 . 3",
      ". 3 3 3 2 3 4 2 2 5 1 .",
      "1 2 3 3 2 4 4 1 2 5 1 .",
    ].map((line) => line.split(" "));
    const units = observers[0]!.map((_, unit) =>
      observers.map((line) => line[unit]!).filter((value) => value !== "."),
    );
    const { alpha, interval, units: rated } = krippendorff(units, 1);
    expect(alpha).toBeCloseTo(0.743, 3);
    expect(rated).toBe(11);
    expect(interval!.lower).toBeLessThan(0.743);
    expect(interval!.upper).toBeGreaterThan(0.743);
  });

  it("is 1 where all agree, and cannot be told where all say one thing or nobody was rated twice", () => {
    expect(
      krippendorff(
        [
          ["a", "a"],
          ["b", "b"],
        ],
        1,
      ).alpha,
    ).toBe(1);
    expect(
      krippendorff(
        [
          ["a", "a"],
          ["a", "a"],
        ],
        1,
      ).alpha,
    ).toBeNull();
    expect(krippendorff([["a"], ["b"]], 1)).toEqual({ alpha: null, interval: null, units: 0 });
  });
});

describe("correlation of ranks", () => {
  const pairs: Pair[] = [
    [106, 7],
    [100, 27],
    [86, 2],
    [101, 50],
    [99, 28],
    [103, 29],
    [97, 20],
    [113, 12],
    [112, 6],
    [110, 17],
  ];

  it("is Spearman's and Kendall's of the known example", () => {
    expect(spearman(pairs, 1).value).toBeCloseTo(-29 / 165, 12);
    expect(kendall(pairs, 1).value).toBeCloseTo(-1 / 9, 12);
    expect(pairwiseAgreement(pairs, 1).value).toBeCloseTo(20 / 45, 12);
  });

  it("allows for ties", () => {
    const tied: Pair[] = [
      [1, 1],
      [2, 1],
      [2, 3],
      [4, 4],
    ];
    expect(kendall(tied, 1).value).toBeCloseTo(0.8, 12);
    expect(spearman(tied, 1).value).toBeCloseTo(0.8333, 4);
    expect(pairwiseAgreement(tied, 1).value).toBeCloseTo(5 / 6, 12);
  });

  it("has a range from four things on, and no value where nothing varies", () => {
    expect(spearman(pairs, 1).interval).toMatchObject({ level: 0.95 });
    expect(spearman(pairs.slice(0, 3), 1).interval).toBeNull();
    expect(
      spearman(
        [
          [1, 1],
          [1, 2],
        ],
        1,
      ),
    ).toEqual({ value: null, interval: null });
    expect(spearman(pairs, 1)).toEqual(spearman(pairs, 1));
  });
});

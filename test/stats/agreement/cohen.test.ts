import { describe, expect, it } from "vitest";
import { type BothSaid, cohen } from "../../../src/stats/agreement/cohen.ts";

const repeat = (count: number, one: string, other: string): BothSaid[] =>
  Array.from({ length: count }, () => [one, other] as const);

describe("Cohen's κ", () => {
  it("is 0.4 for the textbook's fifty proposals", () => {
    const said = [
      ...repeat(20, "yes", "yes"),
      ...repeat(5, "yes", "no"),
      ...repeat(10, "no", "yes"),
      ...repeat(15, "no", "no"),
    ];
    const { kappa, interval } = cohen(said, 1);
    expect(kappa).toBeCloseTo(0.4, 10);
    expect(interval!.lower).toBeGreaterThan(0.1);
    expect(interval!.upper).toBeLessThan(0.7);
    expect(cohen(said, 1)).toEqual({ kappa, interval });
  });

  it("is 1 where they agree, 0 where one says the same always, and nothing where both do", () => {
    expect(cohen([...repeat(3, "a", "a"), ...repeat(3, "b", "b")], 1).kappa).toBe(1);
    expect(cohen([...repeat(3, "a", "a"), ...repeat(3, "a", "b")], 1).kappa).toBe(0);
    expect(cohen(repeat(3, "a", "a"), 1)).toEqual({ kappa: null, interval: null });
    expect(cohen(repeat(1, "a", "b"), 1).kappa).toBeNull();
  });
});

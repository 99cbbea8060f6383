import { describe, expect, it } from "vitest";
import { judgeTrust, sumCounts } from "../../../src/report/viewer/pages/overview/trust.ts";

const whole = { planned: 100, finished: 100, cancelled: 0, infraErrors: 0 };

describe("whether a run can be trusted", () => {
  it("can, up to a tenth of infrastructure errors", () => {
    expect(judgeTrust(whole).sentence).toBe("No trial was lost to the infrastructure.");
    expect(judgeTrust({ ...whole, infraErrors: 10 })).toStrictEqual({
      word: "held",
      sentence: "10 of 100 trials (10.0 %) were lost to the infrastructure; up to 10 % may be.",
    });
  });

  it("cannot, above a tenth", () => {
    expect(judgeTrust({ ...whole, infraErrors: 11 })).toStrictEqual({
      word: "not to be trusted",
      sentence:
        "The figures of this run cannot be trusted: 11 of 100 trials (11.0 %) were lost to the infrastructure, and at most 10 % may be.",
    });
  });

  it("cannot with a single one of fewer than ten trials", () => {
    const few = { planned: 9, finished: 9, cancelled: 0, infraErrors: 1 };
    expect(judgeTrust(few).sentence).toBe(
      "The figures of this run cannot be trusted: 1 of 9 trials (11.1 %) was lost to the infrastructure, and with fewer than 10 trials none may be.",
    );
  });

  it("is not complete while trials are missing or were cancelled", () => {
    const { word, sentence } = judgeTrust({ ...whole, finished: 99, cancelled: 2 });
    expect(word).toBe("not complete");
    expect(sentence).toContain("1 trial has not ended, and 2 trials were cancelled");
  });

  it("says of the lost trials first where both are so", () => {
    expect(judgeTrust({ ...whole, finished: 50, infraErrors: 20 }).word).toBe("not to be trusted");
  });

  it("has nothing against a run without trials", () => {
    expect(judgeTrust({ planned: 0, finished: 0, cancelled: 0, infraErrors: 0 }).word).toBe("held");
  });
});

it("adds up counts of all groups, the largest first", () => {
  expect(sumCounts([{ engine: 1, provider: 2 }, { provider: 3 }, {}])).toStrictEqual([
    ["provider", 5],
    ["engine", 1],
  ]);
});

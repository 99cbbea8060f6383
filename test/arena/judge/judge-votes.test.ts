import { describe, expect, it } from "vitest";
import { rateVotes, type RateOptions } from "../../../src/arena/rate.ts";
import { DEFAULT_RULES } from "../../../src/arena/weigh-votes.ts";
import { crowd, simulateVotes } from "../simulate.ts";

const OPTIONS: RateOptions = {
  axes: { overall: 1 },
  covariates: [],
  reweighted: false,
  anchor: null,
  raters: "model",
  rules: DEFAULT_RULES,
  bootstraps: 0,
  seed: 1,
  licenceOf: () => null,
};

describe("ratings of a judge's votes", () => {
  const votes = simulateVotes({ one: 0.8, two: 0, three: -0.8 }, crowd(1, 300), 3).map((vote) => ({
    ...vote,
    at: "2026-01-02T03:04:05.000Z",
  }));

  it("count all of a day: a model votes as often as it is asked", () => {
    const ofModel = votes.map((vote) => ({ ...vote, rater: { ...vote.rater, kind: "model" as const } }));
    expect(rateVotes(ofModel, OPTIONS).votes).toMatchObject({ read: 300, counted: 300, byReason: {} });
  });

  it("are not those of people, whom a day's cap holds", () => {
    expect(rateVotes(votes, OPTIONS).votes).toMatchObject({ read: 0, counted: 0 });
    expect(rateVotes(votes, { ...OPTIONS, raters: "person" }).votes.counted).toBe(100);
  });
});

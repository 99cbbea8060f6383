import { describe, expect, it } from "vitest";
import { rate, STRENGTHS } from "./rate-plainly.ts";
import { crowd, simulateVotes } from "./simulate.ts";

describe("resamples", () => {
  it("are told with those that joined no models, and not at all where none were asked for", () => {
    const votes = simulateVotes(STRENGTHS, crowd(40, 60), 1);
    expect(rate(votes, { bootstraps: 50 }).bootstrap).toEqual({ resamples: 50, lost: 0 });
    expect(rate(votes).bootstrap).toBeNull();
    const few = rate(simulateVotes({ "alpha/one": 0.3, "beta/two": 0 }, crowd(3, 2), 3), { bootstraps: 100 });
    expect(few.rows).toHaveLength(2);
    expect(few.bootstrap!.lost).toBeGreaterThan(0);
    expect(few.bootstrap!.lost).toBeLessThan(100);
  });
});

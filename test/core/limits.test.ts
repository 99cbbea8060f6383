import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, limitCost, LimitsInputSchema, resolveLimits } from "../../src/core/limits.ts";

describe("resolveLimits", () => {
  it("gives every limit a default", () => {
    expect(resolveLimits()).toEqual(DEFAULT_LIMITS);
  });

  it("lets a later layer win, and an undefined member change nothing", () => {
    const task = LimitsInputSchema.parse({ wallTime: "10m", requests: 30 });
    expect(resolveLimits(task, { requests: 5, wallTime: undefined })).toMatchObject({
      wallTimeMs: 600_000,
      requests: 5,
    });
  });

  it("keeps memory above 2^31 positive", () => {
    expect(resolveLimits(LimitsInputSchema.parse({ memory: "2GiB" })).memoryBytes).toBe(2_147_483_648);
    expect(DEFAULT_LIMITS.memoryBytes).toBeGreaterThan(0);
  });
});

describe("limitCost", () => {
  it("limits the cost of a priced model where nobody did, and leaves an unpriced one alone", () => {
    expect(limitCost(DEFAULT_LIMITS, true).costUsd).toBe(5);
    expect(limitCost(DEFAULT_LIMITS, false).costUsd).toBeNull();
    expect(limitCost({ ...DEFAULT_LIMITS, costUsd: 0.5 }, true).costUsd).toBe(0.5);
  });
});

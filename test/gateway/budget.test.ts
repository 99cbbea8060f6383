import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { createRunBudget, type RunBudget } from "../../src/gateway/budget.ts";
import { createLedger, type Ledger } from "../../src/gateway/ledger.ts";

const USD_PER_TOKEN = 0.00001;

interface LedgerChanges {
  readonly costUsd?: number | null;
  readonly tokens?: number;
  readonly budget?: RunBudget;
  readonly usedTokens?: number;
}

function open({
  costUsd = null,
  tokens = DEFAULT_LIMITS.tokens,
  budget,
  usedTokens = 0,
}: LedgerChanges = {}): Ledger {
  return createLedger({
    limits: { requests: 10_000, tokens, costUsd },
    budget: budget ?? null,
    price: ({ inputTokens, outputTokens }) => (inputTokens + outputTokens) * USD_PER_TOKEN,
    usedBefore: {
      ...NO_USAGE,
      requests: usedTokens > 0 ? 1 : 0,
      inputTokens: usedTokens,
      costUsd: usedTokens * USD_PER_TOKEN,
    },
    onLimit: () => {},
  });
}

const used = (inputTokens: number, outputTokens: number) => ({
  usage: { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
  estimate: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
  durationMs: 1,
});

/** Trials that make as many calls at once as they are let; gives what was spent and the dearest call. */
async function spend(ledgers: readonly Ledger[], calls: readonly (readonly [number, number])[]) {
  let dearest = 0;
  let spent = 0;
  const make = async (
    ledger: Ledger,
    [bytes, output]: readonly [number, number],
    index: number,
  ): Promise<void> => {
    for (;;) {
      const admitted = ledger.admit(bytes);
      if (admitted === "later") {
        await ledger.nextSettled();
        continue;
      }
      if ("code" in admitted) return;
      using _admission = admitted;
      await new Promise((resolve) => setTimeout(resolve, index % 3));
      const tokens = Math.ceil(bytes / 3) + output;
      dearest = Math.max(dearest, tokens);
      spent += tokens;
      ledger.settle(used(Math.ceil(bytes / 3), output));
      return;
    }
  };
  await Promise.all(ledgers.flatMap((ledger) => calls.map((call, index) => make(ledger, call, index))));
  return { spent, dearest };
}

describe("a limit", () => {
  const call = fc.tuple(fc.integer({ min: 30, max: 30_000 }), fc.integer({ min: 1, max: 900 }));
  const calls = fc.array(call, { minLength: 1, maxLength: 30 });

  it("of a trial's cost is exceeded by one call at most, however many are made at once", async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 100, max: 50_000 }), async (made, limit) => {
        const { spent, dearest } = await spend([open({ costUsd: limit * USD_PER_TOKEN })], made);
        expect(spent).toBeLessThanOrEqual(limit + dearest);
      }),
      { numRuns: 40 },
    );
  });

  it("of a trial's tokens, too", async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 100, max: 50_000 }), async (made, limit) => {
        const { spent, dearest } = await spend([open({ tokens: limit })], made);
        expect(spent).toBeLessThanOrEqual(limit + dearest);
      }),
      { numRuns: 40 },
    );
  });

  it("of a run's cost is exceeded by one call of each trial at most", async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 100, max: 80_000 }), async (made, limit) => {
        const budget = createRunBudget(limit * USD_PER_TOKEN);
        const ledgers = [open({ budget }), open({ budget }), open({ budget })];
        const { spent, dearest } = await spend(ledgers, made);
        expect(spent).toBeLessThanOrEqual(limit + ledgers.length * dearest);
        expect(budget.reservedUsd()).toBeCloseTo(0, 9);
      }),
      { numRuns: 40 },
    );
  });

  it("counts what an interrupted earlier part of the trial has used", () => {
    const ledger = open({ tokens: 1_000, usedTokens: 1_000 });
    expect(ledger.admit(30)).toMatchObject({ code: "buildoff_limit" });
    expect(ledger.limitHit()).toMatchObject({ limit: "tokens" });
    expect(ledger.usage().inputTokens).toBe(0);
  });
});

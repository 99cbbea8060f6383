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

interface MadeCall {
  readonly sentBytes: number;
  /** Null where the request has no cap. */
  readonly outputCap: number | null;
  /** How dense its text is, from 2 bytes to a token on. */
  readonly bytesPerToken: number;
  readonly outputTokens: number;
  readonly waits: number;
}

/** Lets this many turns of the event loop pass: calls end in another order than they began. */
async function passTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Trials that make as many calls at once as they are let. */
async function spend(ledgers: readonly Ledger[], calls: readonly MadeCall[]) {
  let dearest = 0;
  let spent = 0;
  let atOnce = 0;
  let mostAtOnce = 0;
  const make = async (ledger: Ledger, call: MadeCall): Promise<void> => {
    for (;;) {
      const admitted = ledger.admit(call);
      if (admitted === "later") {
        await ledger.nextSettled();
        continue;
      }
      if ("code" in admitted) return;
      using _admission = admitted;
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await passTurns(call.waits);
      atOnce -= 1;
      const inputTokens = Math.floor(call.sentBytes / call.bytesPerToken);
      const tokens = inputTokens + call.outputTokens;
      dearest = Math.max(dearest, tokens);
      spent += tokens;
      ledger.settle(used(inputTokens, call.outputTokens));
      return;
    }
  };
  await Promise.all(ledgers.flatMap((ledger) => calls.map((call) => make(ledger, call))));
  return { spent, dearest, mostAtOnce };
}

describe("a limit", () => {
  const call: fc.Arbitrary<MadeCall> = fc
    .record({
      sentBytes: fc.integer({ min: 30, max: 30_000 }),
      cap: fc.integer({ min: 1, max: 20_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      isCapped: fc.boolean(),
      bytesPerToken: fc.integer({ min: 2, max: 6 }),
      waits: fc.nat(4),
    })
    .map(({ cap, share, isCapped, ...rest }) => ({
      ...rest,
      outputCap: isCapped ? cap : null,
      outputTokens: Math.floor(share * (isCapped ? cap : 4_000)),
    }));
  const calls = fc.array(call, { minLength: 1, maxLength: 30 });

  it("of a trial's cost is exceeded by one call at most, however many are made at once", async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 100, max: 200_000 }), async (made, limit) => {
        const { spent, dearest } = await spend([open({ costUsd: limit * USD_PER_TOKEN })], made);
        expect(spent).toBeLessThanOrEqual(limit + dearest);
      }),
      { numRuns: 60 },
    );
  });

  it("of a trial's tokens, too", async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 100, max: 200_000 }), async (made, limit) => {
        const { spent, dearest } = await spend([open({ tokens: limit })], made);
        expect(spent).toBeLessThanOrEqual(limit + dearest);
      }),
      { numRuns: 60 },
    );
  });

  it("of a run's cost is exceeded by one call of each trial at most", async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 100, max: 300_000 }), async (made, limit) => {
        const budget = createRunBudget(limit * USD_PER_TOKEN);
        const ledgers = [open({ budget }), open({ budget }), open({ budget })];
        const { spent, dearest } = await spend(ledgers, made);
        expect(spent).toBeLessThanOrEqual(limit + ledgers.length * dearest);
        expect(budget.reservedUsd()).toBeCloseTo(0, 9);
      }),
      { numRuns: 60 },
    );
  });

  it("holds calls up only where it is near", async () => {
    const made: MadeCall[] = Array.from({ length: 20 }, () => ({
      sentBytes: 3_000,
      outputCap: 500,
      bytesPerToken: 3,
      outputTokens: 400,
      waits: 3,
    }));
    expect(await spend([open({ tokens: 1_000_000 })], made)).toMatchObject({ mostAtOnce: 20, spent: 28_000 });
    const near = await spend([open({ tokens: 6_000 })], made);
    expect(near.mostAtOnce).toBe(3);
    expect(near.spent).toBeGreaterThanOrEqual(6_000);
    expect(near.spent).toBeLessThanOrEqual(6_000 + near.dearest);
  });

  it("learns from the longest answer where requests have no cap", () => {
    const ledger = open({ tokens: 60_000 });
    const asked = { sentBytes: 2_000, outputCap: null };
    const first = ledger.admit(asked) as Disposable;
    ledger.settle(used(1_000, 30_000));
    first[Symbol.dispose]();
    using _second = ledger.admit(asked) as Disposable;
    expect(ledger.admit(asked)).toBe("later");
  });

  it("counts what an interrupted earlier part of the trial has used", () => {
    const ledger = open({ tokens: 1_000, usedTokens: 1_000 });
    expect(ledger.admit({ sentBytes: 30, outputCap: null })).toMatchObject({ code: "buildoff_limit" });
    expect(ledger.limitHit()).toMatchObject({ limit: "tokens" });
    expect(ledger.usage().inputTokens).toBe(0);
  });
});

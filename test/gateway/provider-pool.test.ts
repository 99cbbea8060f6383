import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InfraError } from "../../src/core/errors.ts";
import {
  type CallOutcome,
  type Caller,
  createProviderPool,
  createRate,
} from "../../src/gateway/provider-pool.ts";

const { signal } = new AbortController();
const as = (trial: string, model = "openai/m"): Caller => ({ trial, model });

type Rate = ReturnType<typeof createRate>;

/** Calls that are made while as many as may be are under way. */
function note(rate: Rate, outcome: CallOutcome, times = 1): void {
  for (let call = 0; call < times; call += 1)
    rate.note(outcome, { underWay: rate.limit(), round: rate.round() });
}

describe("the rate of a provider", () => {
  it("grows fast until it is too much, halves then, and grows slowly from there", () => {
    const rate = createRate(64);
    expect(rate.limit()).toBe(4);
    note(rate, "good", 12);
    expect(rate.limit()).toBe(16);
    note(rate, "busy");
    expect(rate.limit()).toBe(8);
    note(rate, "good", 8);
    expect(rate.limit()).toBe(8);
    note(rate, "good", 2);
    expect(rate.limit()).toBe(9);
  });

  it("halves once for all calls that were under way when it was too much", () => {
    const rate = createRate(64);
    note(rate, "good", 12);
    const round = rate.round();
    for (let underWay = 16; underWay > 0; underWay -= 1) rate.note("busy", { underWay, round });
    expect(rate.limit()).toBe(8);
    note(rate, "busy");
    expect(rate.limit()).toBe(4);
  });

  it("does not grow by calls that leave room, and halves what there really was", () => {
    const rate = createRate(64);
    for (let call = 0; call < 50; call += 1) rate.note("good", { underWay: 2, round: 0 });
    expect(rate.limit()).toBe(4);
    note(rate, "good", 60);
    rate.note("busy", { underWay: 10, round: 0 });
    expect(rate.limit()).toBe(5);
  });

  it("is never below one and never above what the provider takes", () => {
    const call = fc.record({
      outcome: fc.constantFrom<CallOutcome>("good", "busy", "other"),
      underWay: fc.integer({ min: 1, max: 100 }),
      age: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(call), (most, calls) => {
        const rate = createRate(most);
        for (const { outcome, underWay, age } of calls) {
          rate.note(outcome, { underWay, round: rate.round() - age });
          expect(rate.limit()).toBeGreaterThanOrEqual(1);
          expect(rate.limit()).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});

describe("the pool of a provider", () => {
  it("lets so many in, and the trials that wait in turn", async () => {
    const pool = createProviderPool(2, Date.now);
    const places = [pool.tryEnter(as("a")), pool.tryEnter(as("a"))];
    expect(pool.tryEnter(as("a"))).toBeNull();
    const order: string[] = [];
    const waiting = ["a1", "a2", "b1"].map(async (name) => {
      const place = await pool.enter(as(name[0]!), signal);
      order.push(name);
      return place;
    });
    places[0]!.release("other");
    places[0]!.release("other");
    (await waiting[2]!).release("other");
    (await waiting[0]!).release("other");
    await waiting[1];
    expect(order).toEqual(["b1", "a1", "a2"]);
  });

  it("lets nobody in while the provider asked for a pause", async () => {
    const pool = createProviderPool(4, Date.now);
    pool.pause(150);
    expect(pool.tryEnter(as("a"))).toBeNull();
    const startedAt = performance.now();
    await pool.enter(as("a"), signal);
    expect(performance.now() - startedAt).toBeGreaterThan(120);
  });

  it("forgets who gives up waiting", async () => {
    const pool = createProviderPool(1, Date.now);
    const place = pool.tryEnter(as("a"))!;
    const leave = new AbortController();
    const gone = pool.enter(as("a"), leave.signal);
    leave.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    place.release("good");
    expect(pool.tryEnter(as("b"))).not.toBeNull();
  });

  it("keeps nobody waiting behind two that ask for much", async () => {
    const pool = createProviderPool(1, Date.now);
    const held = pool.tryEnter(as("x"))!;
    const order: string[] = [];
    const names = ["a", "a", "a", "b", "b", "b", "c"];
    const waiting = names.map(async (name) => {
      const place = await pool.enter(as(name), signal);
      order.push(name);
      place.release("other");
    });
    held.release("other");
    await Promise.all(waiting);
    expect(order).toEqual(["a", "b", "c", "a", "b", "a", "b"]);
  });

  it("never has more calls under way than its rate, whoever asks, and serves all", async () => {
    const asked = fc.array(fc.record({ trial: fc.constantFrom("a", "b", "c"), turns: fc.nat(3) }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), asked, async (most, calls) => {
        const pool = createProviderPool(most, Date.now);
        let underWay = 0;
        let served = 0;
        const make = async ({ trial, turns }: { trial: string; turns: number }): Promise<void> => {
          const place = pool.tryEnter(as(trial)) ?? (await pool.enter(as(trial), signal));
          underWay += 1;
          expect(underWay).toBeLessThanOrEqual(most);
          for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          underWay -= 1;
          served += 1;
          place.release(turns === 3 ? "busy" : "good");
        };
        await Promise.all(calls.map(make));
        expect(served).toBe(calls.length);
      }),
      { numRuns: 50 },
    );
  });

  it("is closed by the first reason, for one model or for all, and tells who waits", async () => {
    const pool = createProviderPool(1, Date.now);
    const place = pool.tryEnter(as("a"))!;
    const waiting = pool.enter(as("b"), signal);
    const other = pool.enter(as("c", "openai/other"), signal);
    pool.close(new InfraError("provider", "no such model"), "openai/m");
    await expect(waiting).rejects.toThrow("no such model");
    expect(pool.closed("openai/m")?.message).toBe("no such model");
    expect(pool.closed("openai/other")).toBeNull();
    expect(pool.tryEnter(as("d"))).toBeNull();
    await expect(pool.enter(as("d"), signal)).rejects.toThrow("no such model");
    place.release("other");
    (await other).release("good");
    pool.close(new InfraError("provider", "the key is wrong"), null);
    pool.close(new InfraError("provider", "another"), null);
    expect(pool.closed("openai/other")?.message).toBe("the key is wrong");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InfraError } from "../../src/core/errors.ts";
import { type CallOutcome, createProviderPool, createRate } from "../../src/gateway/provider-pool.ts";

const { signal } = new AbortController();

describe("the rate of a provider", () => {
  it("grows fast until it is too much, halves then, and grows slowly from there", () => {
    const rate = createRate(64);
    expect(rate.limit()).toBe(4);
    for (let call = 0; call < 12; call += 1) rate.note("good");
    expect(rate.limit()).toBe(16);
    rate.note("busy");
    expect(rate.limit()).toBe(8);
    for (let call = 0; call < 8; call += 1) rate.note("good");
    expect(rate.limit()).toBe(8);
    for (let call = 0; call < 2; call += 1) rate.note("good");
    expect(rate.limit()).toBe(9);
  });

  it("is never below one and never above what the provider takes", () => {
    const outcome = fc.constantFrom<CallOutcome>("good", "busy", "other");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(outcome), (most, outcomes) => {
        const rate = createRate(most);
        for (const one of outcomes) {
          rate.note(one);
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
    const places = [pool.tryEnter("a"), pool.tryEnter("a")];
    expect(pool.tryEnter("a")).toBeNull();
    const order: string[] = [];
    const waiting = ["a1", "a2", "b1"].map(async (name) => {
      const place = await pool.enter(name[0]!, signal);
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
    expect(pool.tryEnter("a")).toBeNull();
    const startedAt = performance.now();
    await pool.enter("a", signal);
    expect(performance.now() - startedAt).toBeGreaterThan(120);
  });

  it("forgets who gives up waiting", async () => {
    const pool = createProviderPool(1, Date.now);
    const place = pool.tryEnter("a")!;
    const leave = new AbortController();
    const gone = pool.enter("a", leave.signal);
    leave.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    place.release("good");
    expect(pool.tryEnter("b")).not.toBeNull();
  });

  it("is closed by the first reason", () => {
    const pool = createProviderPool(1, Date.now);
    expect(pool.closed()).toBeNull();
    pool.close(new InfraError("provider", "the key is wrong"));
    pool.close(new InfraError("provider", "another"));
    expect(pool.closed()?.message).toBe("the key is wrong");
  });
});

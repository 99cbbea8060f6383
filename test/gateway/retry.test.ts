import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_RETRY, nextDelay } from "../../src/gateway/retry.ts";

it("doubles its pauses with jitter, heeds what the provider says, and has an end", () => {
  const attempt = (number: number, retryAfterMs: number | null = null, elapsedMs = 0) => ({
    number,
    retryAfterMs,
    elapsedMs,
  });
  expect(nextDelay(DEFAULT_RETRY, attempt(1), () => 0)).toBe(500);
  expect(nextDelay(DEFAULT_RETRY, attempt(1), () => 1)).toBe(1_000);
  expect(nextDelay(DEFAULT_RETRY, attempt(4), () => 1)).toBe(8_000);
  expect(nextDelay(DEFAULT_RETRY, attempt(40), () => 1)).toBe(60_000);
  expect(nextDelay(DEFAULT_RETRY, attempt(1, 30_000), () => 1)).toBe(30_000);
  expect(nextDelay(DEFAULT_RETRY, attempt(1, 3_600_000), () => 1)).toBeNull();
  expect(nextDelay(DEFAULT_RETRY, attempt(9, null, 899_000), () => 1)).toBeNull();
});

it("never waits past its patience", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.nat(1_000_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (number, elapsedMs, random) => {
        const delay = nextDelay(DEFAULT_RETRY, { number, elapsedMs, retryAfterMs: null }, () => random);
        expect(delay === null || (delay > 0 && delay + elapsedMs <= DEFAULT_RETRY.patienceMs)).toBe(true);
      },
    ),
  );
});

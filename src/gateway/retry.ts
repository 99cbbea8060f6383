import { setTimeout as wait } from "node:timers/promises";
import pRetry from "p-retry";
import { ProviderFault } from "./provider-fault.ts";

export interface RetryPolicy {
  readonly retries: number;
  /** Before the second try; doubled before each further one. */
  readonly firstDelayMs: number;
  /** A provider that asks for a longer pause than this has an outage. */
  readonly longestDelayMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { retries: 5, firstDelayMs: 1_000, longestDelayMs: 60_000 };

/**
 * Repeats a call while its fault may pass, waiting at least as long as the provider asks.
 * @throws the last fault, or the signal's reason.
 */
export async function retryCall<T>(
  call: () => Promise<T>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T> {
  return pRetry(call, {
    retries: policy.retries,
    minTimeout: policy.firstDelayMs,
    maxTimeout: policy.longestDelayMs,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: ({ error }) =>
      error instanceof ProviderFault &&
      error.verdict === "again" &&
      (error.retryAfterMs ?? 0) <= policy.longestDelayMs,
    onFailedAttempt: async ({ error, retriesLeft, retryDelay }) => {
      const asked =
        error instanceof ProviderFault && error.verdict === "again" ? (error.retryAfterMs ?? 0) : 0;
      if (retriesLeft === 0 || asked > policy.longestDelayMs || asked <= retryDelay) return;
      await wait(asked - retryDelay, undefined, { signal });
    },
  });
}

/** How long a trial stands by a provider that is busy or down. All in ms. */
export interface RetryPolicy {
  /** Time from a call's first fault after which it is given up: an outage. Waiting for room does not count. */
  readonly patienceMs: number;
  /** Before the second attempt; doubled before each further one, with jitter. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Until the first byte of a reply: models think before they speak. */
  readonly firstByteMs: number;
  /** Silence in the middle of a reply; and how long a client may take nothing of one. */
  readonly stallMs: number;
  /** A client that hangs up after so long a silence, twice in a row, was left alone by the provider. */
  readonly silenceMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  patienceMs: 15 * 60_000,
  firstDelayMs: 1_000,
  longestDelayMs: 60_000,
  firstByteMs: 10 * 60_000,
  stallMs: 120_000,
  silenceMs: 60_000,
};

/**
 * How long to wait before the next attempt; null where the patience is at an end. A provider that says how long is
 * heeded; else the pause doubles, between half of it and all.
 * @param attempt from 1 @param elapsedMs since the first fault @param random from 0 to 1
 */
export function nextDelay(
  policy: RetryPolicy,
  attempt: { readonly number: number; readonly elapsedMs: number; readonly retryAfterMs: number | null },
  random: () => number,
): number | null {
  const doubled = policy.firstDelayMs * 2 ** Math.min(30, attempt.number - 1);
  const jittered = Math.min(policy.longestDelayMs, doubled) * (0.5 + random() / 2);
  const delayMs = Math.max(jittered, attempt.retryAfterMs ?? 0);
  return attempt.elapsedMs + delayMs > policy.patienceMs ? null : delayMs;
}

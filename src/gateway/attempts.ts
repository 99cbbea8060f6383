import { setTimeout as wait } from "node:timers/promises";
import { ProviderFault } from "./provider-fault.ts";
import type { Place } from "./provider-pool.ts";
import { nextDelay } from "./retry.ts";
import type { GatewayScope } from "./scope.ts";
import type { Attempt } from "./wait-clock.ts";

export interface AttemptedCall {
  readonly requestId: string;
  /** provider/name */
  readonly model: string;
  readonly signal: AbortSignal;
  /** Told of each attempt that the provider failed, before its place is another call's. */
  readonly onFault: (fault: ProviderFault) => void;
}

/** What came of an attempt. */
export interface Attempted<Reply> {
  readonly reply: Reply;
  /** The caller gives it back. */
  readonly place: Place;
  /** The caller ends it. */
  readonly attempt: Attempt;
}

/** Statuses that say that too much is asked for. */
const BUSY = new Set([429, 503, 529]);

/**
 * Makes a call when the provider has room for it, and again while its fault may pass. Waiting for room, pauses and
 * attempts that failed are nobody's time: they are counted and told. The patience is used up by what follows the first
 * fault, other than waiting for room: a queue is no outage.
 * @throws ProviderFault the last one, InfraError where the provider has closed, and the signal's reason
 */
export async function attemptCall<Reply>(
  call: AttemptedCall,
  make: () => Promise<Reply>,
  scope: GatewayScope,
): Promise<Attempted<Reply>> {
  const { pool, retry, now, waits, random } = scope;
  let elapsedMs = 0;
  for (let number = 1; ; number += 1) {
    const place = await enter(call, scope);
    const startedAt = now();
    const attempt = waits.beginAttempt();
    try {
      return { reply: await make(), place, attempt };
    } catch (error) {
      if (error instanceof ProviderFault) call.onFault(error);
      const fault = error instanceof ProviderFault && error.verdict === "again" ? error : null;
      const isBusy = fault !== null && BUSY.has(fault.status ?? 0);
      // Before the place is given back, else somebody takes it who should have waited.
      if (isBusy && fault.retryAfterMs !== null) pool.pause(Math.min(fault.retryAfterMs, retry.patienceMs));
      place.release(isBusy ? "busy" : "other");
      attempt.end(fault === null ? "answered" : "failed");
      if (fault === null) throw error;
      if (number > 1) elapsedMs += now() - startedAt;
      const delayMs = nextDelay(retry, { number, elapsedMs, retryAfterMs: fault.retryAfterMs }, random);
      if (delayMs === null) throw fault;
      elapsedMs += delayMs;
      const reason = isBusy ? "rate-limit" : "fault";
      await pause(call, { delayMs, reason, message: scope.redact(fault.message) }, scope);
    }
  }
}

async function enter({ requestId, model, signal }: AttemptedCall, scope: GatewayScope): Promise<Place> {
  const { pool, trialId, emit, now, waits } = scope;
  const caller = { trial: trialId, model };
  const place = pool.tryEnter(caller);
  if (place !== null) return place;
  const startedAt = now();
  using _wait = waits.begin();
  const entered = await pool.enter(caller, signal);
  const message = "the provider is asked by as many as it takes";
  emit({ type: "model-wait", requestId, reason: "busy", waitMs: Math.max(0, now() - startedAt), message });
  return entered;
}

interface Pause {
  readonly delayMs: number;
  readonly reason: "rate-limit" | "fault";
  readonly message: string;
}

async function pause(
  { requestId, signal }: AttemptedCall,
  { delayMs, reason, message }: Pause,
  { emit, waits, state, now }: GatewayScope,
): Promise<void> {
  emit({ type: "model-wait", requestId, reason, waitMs: Math.round(delayMs), message });
  using _wait = waits.begin();
  await wait(delayMs, undefined, { signal });
  state.lastActivityAt = now();
}

import { setTimeout as wait } from "node:timers/promises";
import { ProviderFault } from "./provider-fault.ts";
import type { Place } from "./provider-pool.ts";
import { nextDelay } from "./retry.ts";
import type { GatewayScope } from "./scope.ts";

export interface AttemptedCall {
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** Statuses that say that too much is asked for. */
const BUSY = new Set([429, 503, 529]);

/**
 * Makes a call when the provider has room for it, and again while its fault may pass. Waiting for room, pauses and
 * attempts that failed are nobody's time: they are counted and told. The place is the caller's to give back.
 * @throws ProviderFault the last one, and the signal's reason
 */
export async function attemptCall<Reply>(
  call: AttemptedCall,
  make: () => Promise<Reply>,
  scope: GatewayScope,
): Promise<{ readonly reply: Reply; readonly place: Place }> {
  const { pool, retry, now, waits, random } = scope;
  const startedAt = now();
  for (let number = 1; ; number += 1) {
    const place = await enter(call, scope);
    const attemptAt = now();
    try {
      return { reply: await make(), place };
    } catch (error) {
      const fault = error instanceof ProviderFault && error.verdict === "again" ? error : null;
      const isBusy = fault !== null && BUSY.has(fault.status ?? 0);
      place.release(isBusy ? "busy" : "other");
      if (fault === null) throw error;
      waits.add(attemptAt, now());
      if (isBusy && fault.retryAfterMs !== null) pool.pause(Math.min(fault.retryAfterMs, retry.patienceMs));
      const attempt = { number, elapsedMs: now() - startedAt, retryAfterMs: fault.retryAfterMs };
      const delayMs = nextDelay(retry, attempt, random);
      if (delayMs === null) throw fault;
      const reason = isBusy ? "rate-limit" : "fault";
      await pause(call, { delayMs, reason, message: scope.redact(fault.message) }, scope);
    }
  }
}

async function enter({ requestId, signal }: AttemptedCall, scope: GatewayScope): Promise<Place> {
  const { pool, trialId, emit, now, waits } = scope;
  const place = pool.tryEnter(trialId);
  if (place !== null) return place;
  const startedAt = now();
  using _wait = waits.begin();
  const entered = await pool.enter(trialId, signal);
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

import { setTimeout as delay } from "node:timers/promises";

/** Waits, or stops waiting when the signal is aborted; never rejects. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}

import type { LimitHit, LimitName, Limits } from "../core/limits.ts";
import { formatDuration } from "../core/units.ts";

/** Ends an agent that takes too long or does nothing. */
export interface Watchdog extends Disposable {
  readonly signal: AbortSignal;
  readonly hit: () => LimitHit | null;
}

export interface WatchdogOptions {
  readonly limits: Pick<Limits, "wallTimeMs" | "idleTimeMs">;
  /** When something last happened, in ms since the epoch. */
  readonly lastActivityAt: () => number;
  readonly now: () => number;
}

/** How often the agent is looked at, at most. */
const LONGEST_INTERVAL_MS = 1_000;

export function startWatchdog({ limits, lastActivityAt, now }: WatchdogOptions): Watchdog {
  const controller = new AbortController();
  const startedAt = now();
  let hit: LimitHit | null = null;
  const end = (limit: LimitName, message: string): void => {
    hit ??= { limit, message };
    controller.abort(new Error(message));
  };
  const look = (): void => {
    if (now() - startedAt >= limits.wallTimeMs) {
      end("wallTime", `the turn took longer than ${formatDuration(limits.wallTimeMs)}`);
    } else if (now() - Math.max(startedAt, lastActivityAt()) >= limits.idleTimeMs) {
      end("idleTime", `the agent did nothing for ${formatDuration(limits.idleTimeMs)}`);
    }
  };
  const shortest = Math.min(limits.wallTimeMs, limits.idleTimeMs);
  const timer = setInterval(look, Math.max(10, Math.min(LONGEST_INTERVAL_MS, shortest / 4)));
  return { signal: controller.signal, hit: () => hit, [Symbol.dispose]: () => clearInterval(timer) };
}

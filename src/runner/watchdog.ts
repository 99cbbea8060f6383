import type { LimitHit, LimitName, Limits } from "../core/limits.ts";
import { formatDuration } from "../core/format.ts";

/** Ends an agent that takes too long or does nothing. */
export interface Watchdog extends Disposable {
  readonly signal: AbortSignal;
  readonly hit: () => LimitHit | null;
}

export interface WatchdogOptions {
  readonly limits: Pick<Limits, "wallTimeMs" | "idleTimeMs">;
  /** What the turn has taken so far, on the agent's clock. */
  readonly turnMs: () => number;
  /** Processor time that the sandbox has used; null where nobody can tell. */
  readonly cpuTimeMs: () => Promise<number | null>;
  /** When something last happened, in ms since the epoch. */
  readonly lastActivityAt: () => number;
  readonly now: () => number;
}

/** How often the agent is looked at, at most. */
const LONGEST_INTERVAL_MS = 1_000;

/** A sandbox that works uses more of one processor than this; one that waits does not. */
const WORKING_SHARE = 0.05;

export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { limits, turnMs, lastActivityAt, now } = options;
  const controller = new AbortController();
  const startedAt = now();
  let hit: LimitHit | null = null;
  const work = followWork(options, startedAt);
  const end = (limit: LimitName, message: string): void => {
    hit ??= { limit, message };
    controller.abort(new Error(message));
  };
  const look = (): void => {
    if (turnMs() >= limits.wallTimeMs) {
      end("wallTime", `the turn took longer than ${formatDuration(limits.wallTimeMs)}`);
    } else if (now() - Math.max(startedAt, lastActivityAt(), work.lastSeenAt()) >= limits.idleTimeMs) {
      end("idleTime", `the agent did nothing for ${formatDuration(limits.idleTimeMs)}`);
    }
  };
  const shortest = Math.min(limits.wallTimeMs, limits.idleTimeMs);
  const timer = setInterval(look, Math.max(10, Math.min(LONGEST_INTERVAL_MS, shortest / 4)));
  return { signal: controller.signal, hit: () => hit, [Symbol.dispose]: () => clearInterval(timer) };
}

/**
 * Asks now and then how much processor time the sandbox has used: a long build says nothing and calls no model, and is
 * not idle. What cannot be told counts as no work.
 */
function followWork({ limits, cpuTimeMs, now }: WatchdogOptions, startedAt: number) {
  const everyMs = limits.idleTimeMs / 4;
  let last: { readonly at: number; readonly cpuMs: number } | null = null;
  let seenAt = startedAt;
  let askedAt = startedAt;
  const ask = async (): Promise<void> => {
    const at = now();
    const cpuMs = await cpuTimeMs().catch(() => null);
    if (cpuMs === null) return;
    if (last !== null && cpuMs - last.cpuMs > (at - last.at) * WORKING_SHARE) seenAt = at;
    last = { at, cpuMs };
  };
  return {
    lastSeenAt: (): number => {
      if (now() - askedAt >= everyMs) {
        askedAt = now();
        void ask();
      }
      return seenAt;
    },
  };
}

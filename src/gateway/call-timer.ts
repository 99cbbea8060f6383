import type { ModelTiming } from "../core/usage.ts";

export interface TimedCall {
  /** All in ms since the epoch. */
  readonly startedAt: number;
  /** Null where the reply came as a whole. */
  readonly firstOutputAt: number | null;
  readonly endedAt: number;
  readonly outputTokens: number;
}

/** How fast the model is, over the calls of one trial. */
export interface CallTimer {
  readonly note: (call: TimedCall) => void;
  readonly timing: (waitMs: number) => ModelTiming;
}

/** Calls whose time to the first token is kept for the median; a long trial has more, and its first ones stand for it. */
const MAX_SAMPLES = 10_000;

export function createCallTimer(): CallTimer {
  const firstTokens: number[] = [];
  let modelMs = 0;
  let streamedTokens = 0;
  let streamingMs = 0;
  return {
    note: ({ startedAt, firstOutputAt, endedAt, outputTokens }) => {
      modelMs += Math.max(0, endedAt - startedAt);
      if (firstOutputAt === null) return;
      if (firstTokens.length < MAX_SAMPLES) firstTokens.push(Math.max(0, firstOutputAt - startedAt));
      streamedTokens += outputTokens;
      streamingMs += Math.max(0, endedAt - firstOutputAt);
    },
    timing: (waitMs) => ({
      waitMs,
      modelMs,
      firstTokenMs: findMedian(firstTokens),
      outputTokensPerSecond: streamingMs === 0 ? null : (streamedTokens * 1000) / streamingMs,
    }),
  };
}

function findMedian(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

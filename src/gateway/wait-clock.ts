/** Counts the time in which at least one call of a trial waits: time that no agent is charged for. */
export interface WaitClock {
  /** A wait that begins now and ends when it is disposed. */
  readonly begin: () => Disposable;
  /** A wait that is over, such as an attempt that turned out to have failed. In ms since the epoch. */
  readonly add: (from: number, to: number) => void;
  /** Milliseconds so far; what overlaps counts once. */
  readonly totalMs: () => number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Older waits than the last so many cannot overlap with new ones any more, and are kept as a sum. */
const MAX_SPANS = 200;

export function createWaitClock(now: () => number): WaitClock {
  const open = new Set<number>();
  let spans: Span[] = [];
  let settledMs = 0;

  const add = (from: number, to: number): void => {
    if (to <= from) return;
    spans = merge([...spans, { from, to }]);
    while (spans.length > MAX_SPANS) settledMs += lengthOf([spans.shift()!]);
  };
  return {
    begin: () => {
      const from = now();
      open.add(from);
      return {
        [Symbol.dispose]: () => {
          open.delete(from);
          add(from, now());
        },
      };
    },
    add,
    totalMs: () => {
      const running = [...open].map((from) => ({ from, to: now() }));
      return settledMs + lengthOf(merge([...spans, ...running]));
    },
  };
}

/** Spans that overlap or touch as one, in order. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else if (span.to > last.to) merged[merged.length - 1] = { from: last.from, to: span.to };
  }
  return merged;
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);

/**
 * Counts the time that no agent is charged for: at least one call of its trial waits, and none is being answered. An agent that has
 * several calls under way is not held up by one of them that queues behind the others.
 */
export interface WaitClock {
  /** A wait that begins now and ends when it is disposed. */
  readonly begin: () => Disposable;
  /** An attempt that begins now. While it goes on the agent is being answered. */
  readonly beginAttempt: () => Attempt;
  /** Milliseconds so far; what overlaps counts once. */
  readonly totalMs: () => number;
}

export interface Attempt {
  /** Only the first time counts. An attempt that failed was a wait all along. */
  readonly end: (how: "answered" | "failed") => void;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What lies further back than so many spans, and before all that is still open, is kept as a sum. */
const MAX_SPANS = 200;

export function createWaitClock(now: () => number): WaitClock {
  const openWaits = new Set<Span>();
  const openAttempts = new Set<Span>();
  let waits: readonly Span[] = [];
  let answered: readonly Span[] = [];
  let settledMs = 0;

  const open = (among: Set<Span>): { readonly close: () => Span | null } => {
    const mark = { from: now(), to: Number.POSITIVE_INFINITY };
    among.add(mark);
    return { close: () => (among.delete(mark) ? { from: mark.from, to: now() } : null) };
  };
  const settle = (): void => {
    const longer = waits.length > answered.length ? waits : answered;
    if (longer.length <= MAX_SPANS) return;
    const starts = [...openWaits, ...openAttempts].map(({ from }) => from);
    const until = Math.min(longer[longer.length >> 1]!.from, ...starts);
    settledMs += measure(clip(waits, 0, until), clip(answered, 0, until));
    waits = clip(waits, until, Number.POSITIVE_INFINITY);
    answered = clip(answered, until, Number.POSITIVE_INFINITY);
  };
  const addWait = (span: Span | null): void => {
    if (span !== null) waits = merge([...waits, span]);
    settle();
  };
  return {
    begin: () => {
      const wait = open(openWaits);
      return { [Symbol.dispose]: () => addWait(wait.close()) };
    },
    beginAttempt: () => {
      const attempt = open(openAttempts);
      return {
        end: (how) => {
          const span = attempt.close();
          if (how === "failed") return addWait(span);
          if (span !== null) answered = merge([...answered, span]);
          settle();
        },
      };
    },
    totalMs: () => {
      const until = now();
      const all = (closed: readonly Span[], running: Set<Span>) =>
        merge([...closed, ...clip([...running], 0, until)]);
      return settledMs + measure(all(waits, openWaits), all(answered, openAttempts));
    },
  };
}

/** What of the waits lies in no answer. */
const measure = (waits: readonly Span[], answers: readonly Span[]): number =>
  lengthOf(merge([...waits, ...answers])) - lengthOf(answers);

/** What of each span lies between two moments. */
const clip = (spans: readonly Span[], from: number, to: number): readonly Span[] =>
  spans.flatMap((span) => {
    const cut = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
    return cut.to > cut.from ? [cut] : [];
  });

/** Spans that overlap or touch as one, in order. */
function merge(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else if (span.to > last.to) merged[merged.length - 1] = { from: last.from, to: span.to };
  }
  return merged;
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0);

import type { InfraError } from "../core/errors.ts";

/** How a call ended, as far as a provider's rate is concerned. */
export type CallOutcome = "good" | "busy" | "other";

/** A place among the calls that are at a provider at once. */
export interface Place {
  /** Gives the place back, once. */
  readonly release: (outcome: CallOutcome) => void;
}

/** Who asks for a place. */
export interface Caller {
  readonly trial: string;
  /** provider/name */
  readonly model: string;
}

/** What all trials of a run share of one provider: how many calls it takes at once, and whether it takes any. */
export interface ProviderPool {
  /** A place now, or null where the call must wait for one. */
  readonly tryEnter: (caller: Caller) => Place | null;
  /**
   * Resolves with a place when it is this trial's turn; trials take turns.
   * @throws InfraError where the provider has closed, and the signal's reason
   */
  readonly enter: (caller: Caller, signal: AbortSignal) => Promise<Place>;
  /** Nobody calls for so long: the provider said so. */
  readonly pause: (ms: number) => void;
  /** One model, or (null) every model, is served no more in this run; whoever waits for it is told. */
  readonly close: (error: InfraError, model: string | null) => void;
  readonly closed: (model: string) => InfraError | null;
}

/** Calls at the beginning; as many more with each that succeeds. */
const FIRST_LIMIT = 4;

/** Of a call that ends. */
export interface RatedCall {
  /** Calls that were under way, itself among them. */
  readonly underWay: number;
  /** The round that it began in. */
  readonly round: number;
}

/**
 * How many calls a provider is sent at once: doubled while all goes well, halved when it is too much, then one more for
 * as many as there are. It grows only where it is used up, and what many calls of one round are told counts once. Pure.
 */
export function createRate(most: number) {
  let limit = Math.min(FIRST_LIMIT, most);
  let isStarting = true;
  let round = 0;
  return {
    limit: (): number => Math.floor(limit),
    /** Counts how often it was too much. */
    round: (): number => round,
    note: (outcome: CallOutcome, call: RatedCall): void => {
      if (outcome === "good" && call.underWay >= Math.floor(limit))
        limit = Math.min(most, limit + (isStarting ? 1 : 1 / limit));
      if (outcome !== "busy" || call.round !== round) return;
      isStarting = false;
      round += 1;
      limit = Math.max(1, Math.min(limit, call.underWay) / 2);
    },
  };
}

interface Waiter {
  readonly caller: Caller;
  readonly admit: (place: Place) => void;
  readonly refuse: (error: Error) => void;
}

/** @param most calls at once, as the provider's data say @param now milliseconds since the epoch */
export function createProviderPool(most: number, now: () => number): ProviderPool {
  const rate = createRate(most);
  const ends = new Map<string | null, InfraError>();
  const line = createLine();
  let underWay = 0;
  let pausedUntil = 0;
  let timer: NodeJS.Timeout | undefined;

  const isFree = (): boolean => now() >= pausedUntil && underWay < rate.limit();
  const closed = (model: string): InfraError | null => ends.get(null) ?? ends.get(model) ?? null;
  const take = ({ trial }: Caller): Place => {
    line.noteServed(trial);
    underWay += 1;
    const round = rate.round();
    let isReleased = false;
    return {
      release: (outcome) => {
        if (isReleased) return;
        isReleased = true;
        rate.note(outcome, { underWay, round });
        underWay -= 1;
        serve();
      },
    };
  };
  const serve = (): void => {
    while (line.length() > 0 && isFree()) {
      const { caller, admit } = line.takeNext();
      admit(take(caller));
    }
    if (line.length() === 0 || now() >= pausedUntil) return;
    clearTimeout(timer);
    timer = setTimeout(serve, Math.max(1, pausedUntil - now()));
  };
  return {
    tryEnter: (caller) =>
      line.length() > 0 || !isFree() || closed(caller.model) !== null ? null : take(caller),
    enter: (caller, signal) => {
      const end = closed(caller.model);
      if (end !== null) return Promise.reject(end);
      const entered = line.join(caller, signal);
      serve();
      return entered;
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    close: (error, model) => {
      if (!ends.has(model)) ends.set(model, error);
      line.dismiss(({ model: asked }) => closed(asked));
    },
    closed,
  };
}

/** Calls that wait, the trial that was served longest ago first. */
function createLine() {
  const servedAt = new Map<string, number>();
  let waiters: Waiter[] = [];
  let count = 0;
  const without = (gone: Waiter): Waiter[] => waiters.filter((one) => one !== gone);
  const since = ({ caller }: Waiter): number => servedAt.get(caller.trial) ?? 0;
  return {
    length: (): number => waiters.length,
    noteServed: (trial: string): void => void servedAt.set(trial, (count += 1)),
    /** @throws where nobody waits */
    takeNext: (): Waiter => {
      const next = waiters.reduce((first, one) => (since(one) < since(first) ? one : first));
      waiters = without(next);
      return next;
    },
    join: (caller: Caller, signal: AbortSignal): Promise<Place> =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const leave = (): void => {
          waiters = without(waiter);
          reject(signal.reason as Error);
        };
        const settled = <Value>(settle: (value: Value) => void) => {
          return (value: Value): void => {
            signal.removeEventListener("abort", leave);
            settle(value);
          };
        };
        const waiter: Waiter = { caller, admit: settled(resolve), refuse: settled(reject) };
        signal.addEventListener("abort", leave, { once: true });
        waiters.push(waiter);
      }),
    /** Sends away those for whom there is a reason. */
    dismiss: (reasonFor: (caller: Caller) => Error | null): void => {
      for (const waiter of waiters) {
        const reason = reasonFor(waiter.caller);
        if (reason === null) continue;
        waiters = without(waiter);
        waiter.refuse(reason);
      }
    },
  };
}

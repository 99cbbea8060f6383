import type { InfraError } from "../core/errors.ts";

/** How a call ended, as far as a provider's rate is concerned. */
export type CallOutcome = "good" | "busy" | "other";

/** A place among the calls that are at a provider at once. */
export interface Place {
  /** Gives the place back, once. */
  readonly release: (outcome: CallOutcome) => void;
}

/** What all trials of a run share of one provider: how many calls it takes at once, and whether it takes any. */
export interface ProviderPool {
  /** A place now, or null where the call must wait for one. */
  readonly tryEnter: (trial: string) => Place | null;
  /** Resolves with a place when it is this trial's turn; trials take turns. @throws the signal's reason */
  readonly enter: (trial: string, signal: AbortSignal) => Promise<Place>;
  /** Nobody calls for so long: the provider said so. */
  readonly pause: (ms: number) => void;
  /** The provider serves this run no more: its key or its quota is at an end. */
  readonly close: (error: InfraError) => void;
  readonly closed: () => InfraError | null;
}

/** Calls at the beginning; as many more with each that succeeds. */
const FIRST_LIMIT = 4;

/** How many calls a provider is sent at once: doubled while all goes well, halved when it is too much, then one more a round. */
export function createRate(most: number) {
  let limit = Math.min(FIRST_LIMIT, most);
  let isStarting = true;
  return {
    limit: (): number => Math.floor(limit),
    note: (outcome: CallOutcome): void => {
      if (outcome === "good") limit = Math.min(most, limit + (isStarting ? 1 : 1 / limit));
      if (outcome !== "busy") return;
      isStarting = false;
      limit = Math.max(1, limit / 2);
    },
  };
}

interface Waiter {
  readonly trial: string;
  readonly admit: (place: Place) => void;
}

/** @param most calls at once, as the provider's data say @param now milliseconds since the epoch */
export function createProviderPool(most: number, now: () => number): ProviderPool {
  const rate = createRate(most);
  let waiters: Waiter[] = [];
  let lastServed: string | null = null;
  let underWay = 0;
  let pausedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let end: InfraError | null = null;

  const isFree = (): boolean => now() >= pausedUntil && underWay < rate.limit();
  const take = (): Place => {
    underWay += 1;
    let isReleased = false;
    return {
      release: (outcome) => {
        if (isReleased) return;
        isReleased = true;
        underWay -= 1;
        rate.note(outcome);
        serve();
      },
    };
  };
  /** The first waiter of another trial than the one that was served last, else the first. */
  const next = (): Waiter | undefined => waiters.find(({ trial }) => trial !== lastServed) ?? waiters[0];
  const serve = (): void => {
    for (let waiter = next(); waiter !== undefined && isFree(); waiter = next()) {
      const served = waiter;
      waiters = waiters.filter((one) => one !== served);
      lastServed = served.trial;
      served.admit(take());
    }
    if (waiters.length === 0 || now() >= pausedUntil) return;
    clearTimeout(timer);
    timer = setTimeout(serve, Math.max(1, pausedUntil - now()));
  };
  return {
    tryEnter: (trial) => {
      if (waiters.length > 0 || !isFree()) return null;
      lastServed = trial;
      return take();
    },
    enter: (trial, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const waiter: Waiter = {
          trial,
          admit: (place) => {
            signal.removeEventListener("abort", leave);
            resolve(place);
          },
        };
        const leave = (): void => {
          waiters = waiters.filter((one) => one !== waiter);
          reject(signal.reason as Error);
        };
        signal.addEventListener("abort", leave, { once: true });
        waiters.push(waiter);
        serve();
      }),
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    close: (error) => {
      end ??= error;
    },
    closed: () => end,
  };
}

const TICK_MS = 10_000;

/** Tells what an image's build is doing and since when, and says so again while a step takes long. */
export interface StepProgress extends Disposable {
  /** A new step begins; null takes no time and is not told. */
  readonly step: (words: string | null) => void;
  readonly done: () => void;
}

export function createStepProgress(
  what: string,
  progress: (line: string) => void,
  now: () => number = () => performance.now(),
): StepProgress {
  const startedAt = now();
  let current: string | null = null;
  const elapsed = (): string => `${Math.round((now() - startedAt) / 1000)} s`;
  const tick = setInterval(() => {
    if (current !== null) progress(`${what}: ${current} (${elapsed()})`);
  }, TICK_MS);
  tick.unref();
  return {
    step: (words) => {
      if (words === null || words === current) return;
      current = words;
      progress(`${what}: ${words}`);
    },
    done: () => progress(`${what}: ready (${elapsed()})`),
    [Symbol.dispose]: () => clearInterval(tick),
  };
}

import { formatDuration } from "../core/format.ts";
import { TrialCancelledError } from "../runner/turn.ts";

/** The longest delay that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The run's own limit of time. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
}

/** @param maxWallMs null: no limit */
export function startDeadline(maxWallMs: number | null, note: (line: string) => void): Deadline {
  const controller = new AbortController();
  if (maxWallMs === null) return { signal: controller.signal, [Symbol.dispose]: () => {} };
  const message = `the run has taken its ${formatDuration(maxWallMs)}`;
  const timer = setTimeout(
    () => {
      note(`${message}: no trial is started any more, and those in flight are ended`);
      controller.abort(new TrialCancelledError(message));
    },
    Math.min(maxWallMs, LONGEST_TIMER_MS),
  );
  return { signal: controller.signal, [Symbol.dispose]: () => clearTimeout(timer) };
}

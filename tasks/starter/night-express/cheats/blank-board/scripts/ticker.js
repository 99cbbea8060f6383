/** After a longer gap than this (a sleeping machine, a debugger) the lost time is not played back. */
const LONGEST_GAP_MS = 1_000;

/**
 * Calls `onStep` again and again while it runs; `durationMs` tells how long the next step takes. What a frame is late is taken off the
 * following step, so that delays do not add up.
 */
export function createTicker({ durationMs, onStep }) {
  let frame = null;
  let lastMs = 0;
  let elapsedMs = 0;

  const onFrame = () => {
    const nowMs = performance.now();
    elapsedMs += Math.min(nowMs - lastMs, LONGEST_GAP_MS);
    lastMs = nowMs;
    frame = requestAnimationFrame(onFrame);
    while (frame !== null && elapsedMs >= durationMs()) {
      elapsedMs -= durationMs();
      onStep();
    }
  };

  return {
    /** Goes on from where it was halted. */
    run() {
      if (frame !== null) return;
      lastMs = performance.now();
      frame = requestAnimationFrame(onFrame);
    },
    halt() {
      cancelAnimationFrame(frame);
      frame = null;
    },
    /** The next step is a whole step away. */
    rewind() {
      elapsedMs = 0;
    },
  };
}

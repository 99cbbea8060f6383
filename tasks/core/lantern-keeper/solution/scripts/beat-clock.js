const BEAT_MS = 400;
/** Time beyond this that the page was held up for is not made up. */
const LONGEST_GAP_MS = 2_400;

/** Calls `onBeat` every 400 ms while it runs. Frames only look at the clock: how many there are makes no difference. */
export function createBeatClock(onBeat) {
  let frame = null;
  let lastMs = 0;
  let elapsedMs = 0;

  const onFrame = () => {
    const nowMs = performance.now();
    elapsedMs += Math.min(nowMs - lastMs, LONGEST_GAP_MS);
    lastMs = nowMs;
    frame = requestAnimationFrame(onFrame);
    while (frame !== null && elapsedMs >= BEAT_MS) {
      elapsedMs -= BEAT_MS;
      onBeat();
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
    /** The next beat is a whole beat away. */
    rewind() {
      elapsedMs = 0;
    },
  };
}

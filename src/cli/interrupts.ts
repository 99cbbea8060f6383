/** What was under way was stopped by the user; exit code 130. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

/** How a user stops a run: the first signal stops taking work, the second ends what is in flight. */
export interface Interrupts extends Disposable {
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
}

/** SIGINT counts; SIGTERM and SIGHUP, which nobody sends twice, end everything at once. */
export function watchInterrupts(onStop: (message: string) => void): Interrupts {
  const stop = new AbortController();
  const kill = new AbortController();
  const onInterrupt = (): void => {
    if (kill.signal.aborted) process.exit(130);
    if (stop.signal.aborted) {
      onStop("stopping the trials in flight");
      kill.abort(new InterruptedError("interrupted twice"));
    } else {
      onStop("no new trial is started; Ctrl-C again stops those in flight");
      stop.abort(new InterruptedError("interrupted"));
    }
  };
  const onTerminate = (): void => {
    stop.abort(new InterruptedError("terminated"));
    kill.abort(new InterruptedError("terminated"));
  };
  const listeners = [
    ["SIGINT", onInterrupt],
    ["SIGTERM", onTerminate],
    ["SIGHUP", onTerminate],
  ] as const;
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    stop: stop.signal,
    kill: kill.signal,
    [Symbol.dispose]: () => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}

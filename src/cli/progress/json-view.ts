import type { ProgressView } from "./view.ts";

/** One JSON object a line, for programs: notes, the run's start, every event and every result. */
export function createJsonView(write: (text: string) => void): ProgressView {
  const line = (value: unknown) => write(`${JSON.stringify(value)}\n`);
  return {
    note: (message) => line({ type: "note", message }),
    begin: (manifest, finished) =>
      line({
        type: "run-started",
        runId: manifest.runId,
        trials: manifest.trials.length,
        finished: finished.length,
      }),
    event: (event) => line({ type: "event", ...event }),
    result: (result) => line({ type: "result", result }),
    close: async () => {},
  };
}

import { formatDuration } from "../../core/format.ts";
import { describeResult } from "./words.ts";
import type { ProgressView } from "./view.ts";

/** Plain lines, for logs and for whatever is no terminal: one when a phase begins, one per result. */
export function createPlainView(write: (text: string) => void): ProgressView {
  let planned = 0;
  let done = 0;
  const line = (text: string) => write(`${text}\n`);
  return {
    note: line,
    begin: (manifest, finished) => {
      planned = manifest.trials.length;
      done = finished.length;
      const rest = done === 0 ? "" : `, ${done} finished before`;
      line(
        `run ${manifest.runId}: ${planned} ${planned === 1 ? "trial" : "trials"}${rest}, ${manifest.concurrency} at a time`,
      );
    },
    event: ({ trialId, event }) => {
      if (event.type === "phase-started") line(`  ${trialId}  ${event.phase}`);
      if (event.type === "try-failed")
        line(`  ${trialId}  infrastructure error (${event.code}): ${event.message}`);
      if (event.type === "checkpoint") line(`  ${trialId}  checkpoint ${event.label}`);
      if (event.type === "resumed") line(`  ${trialId}  ${event.message}`);
      if (event.type === "context-truncated") line(`  ${trialId}  warning: ${event.message}`);
      if (event.type === "warning") line(`  ${trialId}  warning: ${event.message}`);
    },
    result: (result) => {
      done += 1;
      line(
        `[${done}/${planned}] ${result.id}  ${describeResult(result)}  ${formatDuration(result.durationMs)}`,
      );
    },
    close: async () => {},
  };
}

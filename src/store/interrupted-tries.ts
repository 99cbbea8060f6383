import type { TryFailedRecord } from "../core/journal.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { RunFolder } from "./run-folder.ts";
import { readTranscript } from "./transcript-reader.ts";
import type { TrialState } from "./run-state.ts";

/**
 * Records of the tries that an interrupt or a crash of the harness ended, which the journal does not tell of yet: what
 * they used stands in their transcripts, and counts towards every limit. The caller puts them into the journal.
 */
export async function findInterruptedTries(
  states: ReadonlyMap<string, TrialState>,
  folder: RunFolder,
): Promise<TryFailedRecord[]> {
  const started = [...states].flatMap(([trialId, state]) =>
    numbersOfInterrupted(state).map((tryNumber) => ({ trialId, tryNumber })),
  );
  return Promise.all(
    started.map(async ({ trialId, tryNumber }) => ({
      type: "try-failed",
      at: new Date().toISOString(),
      trialId,
      tryNumber,
      code: "interrupted",
      message: "it was interrupted, or the harness ended in the middle of it",
      ...(await readUse(folder.trial(trialId).transcript(tryNumber))),
    })),
  );
}

/** Every try that was started, and neither left a workspace nor failed; not the last one alone, since crashes repeat. */
function numbersOfInterrupted({ triesStarted, failedTries, frozen, row }: TrialState): number[] {
  if (row !== null) return [];
  const told = new Set([frozen?.tryNumber, ...failedTries.map(({ number }) => number)]);
  return Array.from({ length: triesStarted }, (_, index) => index + 1).filter((number) => !told.has(number));
}

async function readUse(file: string): Promise<Pick<TryFailedRecord, "startedAt" | "durationMs" | "usage">> {
  let usage: Usage = NO_USAGE;
  let first: number | null = null;
  let last = 0;
  for await (const { at, event } of readTranscript(file)) {
    const time = Date.parse(at);
    first ??= time;
    last = Math.max(last, time);
    if (event.type !== "model-response") continue;
    const spent = event.usage ?? { ...NO_USAGE, requests: 1, unmeteredRequests: 1 };
    usage = addUsage(usage, spent);
  }
  const startedAt = first ?? 0;
  return {
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.max(0, last - startedAt),
    usage,
  };
}

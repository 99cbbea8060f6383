import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { TrialEvent } from "../core/event.ts";
import type { TryFailedRecord } from "../core/journal.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { RunFolder } from "./run-folder.ts";
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
function numbersOfInterrupted({ triesStarted, failedTries, frozen, result }: TrialState): number[] {
  if (result !== null) return [];
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

/** Line by line, since a transcript of many hours does not fit into memory; a torn last line is left out. */
async function* readTranscript(file: string): AsyncGenerator<TrialEvent> {
  const input = createReadStream(file, "utf8");
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const event = parseLine(line);
      if (event !== null) yield event;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  } finally {
    input.destroy();
  }
}

function parseLine(line: string): TrialEvent | null {
  try {
    return JSON.parse(line) as TrialEvent;
  } catch {
    return null;
  }
}

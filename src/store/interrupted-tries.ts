import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { TrialEvent } from "../core/event.ts";
import type { TryRecord } from "../core/result.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import type { RunFolder } from "./run-folder.ts";
import type { TrialState } from "./run-state.ts";

/**
 * Adds the tries that a crash of the harness ended, which no record tells of: what they used stands in their
 * transcripts, and counts towards every limit.
 */
export async function addInterruptedTries(
  states: ReadonlyMap<string, TrialState>,
  folder: RunFolder,
): Promise<ReadonlyMap<string, TrialState>> {
  const entries = await Promise.all(
    [...states].map(async ([trialId, state]): Promise<[string, TrialState]> => {
      if (!wasInterrupted(state)) return [trialId, state];
      const file = folder.trial(trialId).transcript(state.triesStarted);
      const interrupted = await readInterruptedTry(file, state.triesStarted);
      return [trialId, { ...state, failedTries: [...state.failedTries, interrupted] }];
    }),
  );
  return new Map(entries);
}

/** The last try was started, and neither left a workspace nor failed. */
function wasInterrupted({ triesStarted, failedTries, frozen, result }: TrialState): boolean {
  if (triesStarted === 0 || result !== null || frozen?.tryNumber === triesStarted) return false;
  return failedTries.every(({ number }) => number !== triesStarted);
}

async function readInterruptedTry(file: string, number: number): Promise<TryRecord> {
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
    number,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.max(0, last - startedAt),
    outcome: {
      kind: "infra-error",
      code: "interrupted",
      message: "the harness ended in the middle of this try",
    },
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

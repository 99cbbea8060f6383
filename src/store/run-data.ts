import type { RunData } from "../core/exporter.ts";
import type { TrialEvent } from "../core/event.ts";
import type { Manifest } from "../core/manifest.ts";
import { type TrialResult, TrialResultSchema } from "../core/result.ts";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { readTranscript } from "./transcript-reader.ts";
import { readRows } from "./trial-rows.ts";
import type { RunFolder } from "./run-folder.ts";
import { fileExists, readJsonFile } from "./run-store.ts";

/** A finished run as exporters read it: piece by piece, so that its size does not matter. */
export function openRunData(folder: RunFolder, manifest: Manifest, summary: Summary): RunData {
  return {
    manifest,
    summary,
    rows: (): AsyncIterable<TrialRow> => readRows(folder.trials),
    result: async (trialId): Promise<TrialResult | null> => {
      const file = folder.trial(trialId).result;
      return (await fileExists(file)) ? readJsonFile(file, TrialResultSchema) : null;
    },
    events: (trialId, tryNumber): AsyncIterable<TrialEvent> =>
      readTranscript(folder.trial(trialId).transcript(tryNumber)),
  };
}

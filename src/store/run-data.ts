import { relative } from "node:path";
import type { RunData } from "../core/exporter.ts";
import type { TrialEvent } from "../core/event.ts";
import type { Manifest } from "../core/manifest.ts";
import { type TrialResult, TrialResultSchema } from "../core/result.ts";
import { invalidResultFile } from "../core/user-errors.ts";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { readBelow } from "./read-below.ts";
import { readTranscript } from "./transcript-reader.ts";
import { readRows } from "./trial-rows.ts";
import type { RunFolder } from "./run-folder.ts";
import { fileExists, parseJsonFile } from "./run-store.ts";

/** A result of a hundred thousand checks is smaller. */
const MAX_RESULT_BYTES = 64 * 1024 ** 2;

/** A finished run as exporters read it: piece by piece, so that its size does not matter. */
export function openRunData(folder: RunFolder, manifest: Manifest, summary: Summary): RunData {
  return {
    manifest,
    summary,
    rows: (): AsyncIterable<TrialRow> => readRows(folder.trials),
    result: async (trialId): Promise<TrialResult | null> => {
      const file = folder.trial(trialId).result;
      if (!(await fileExists(file))) return null;
      const bytes = await readBelow(folder.path, relative(folder.path, file), MAX_RESULT_BYTES);
      if (bytes === null)
        throw invalidResultFile(file, "it is no file of the run's own, or larger than any result", null);
      return parseJsonFile(file, Buffer.from(bytes), TrialResultSchema);
    },
    events: (trialId, tryNumber): AsyncIterable<TrialEvent> =>
      readTranscript(folder.trial(trialId).transcript(tryNumber)),
  };
}

import type { TrialResult } from "../../../src/core/result.ts";
import type { TrialSpec } from "../../../src/core/trial.ts";
import type { Manifest } from "../../../src/core/manifest.ts";
import type { ReportRun, RunFiles } from "../../../src/report/feed/report-run.ts";
import { makeManifest, makeRows, makeSummary } from "../../support/results.ts";

export interface RunMaking {
  readonly trials: readonly TrialSpec[];
  readonly results: readonly TrialResult[];
  readonly running?: readonly string[];
  readonly manifest?: Partial<Manifest>;
  readonly files?: Partial<RunFiles>;
}

/** A run in memory, as a report reads it; of its files only what is given is there. */
export function makeReportRun({ trials, results, running = [], manifest, files }: RunMaking): ReportRun {
  const made = makeManifest(trials, manifest);
  return {
    data: {
      manifest: made,
      summary: makeSummary(made, results),
      async *rows() {
        yield* makeRows(results);
      },
      result: async (id) => results.find(({ trial }) => trial.id === id) ?? null,
      async *events() {},
    },
    files: { ...NO_FILES, ...files },
    suite: null,
    suiteNote: "the suite cannot be read",
    running: new Set(running),
  };
}

const nothing = async (): Promise<null> => null;
const NO_FILES: RunFiles = {
  trialFile: nothing,
  sizeOf: nothing,
  workspace: nothing,
  hasWorkspace: async () => false,
  built: nothing,
  hasBuilt: async () => false,
  starter: nothing,
  proof: nothing,
  reviews: async () => [],
};

import type { StartedApp } from "../../../arena/site/match.ts";
import { scrubFiles } from "../../../arena/site/scrub-files.ts";
import type { Scrub } from "../../../arena/scrub.ts";
import { UserError } from "../../../core/errors.ts";
import type { SandboxFile } from "../../../core/sandbox.ts";
import type { LoadedTask } from "../../../core/suite.ts";
import type { TrialSpec } from "../../../core/trial.ts";
import type { ReportRun } from "../../../report/feed/report-run.ts";
import { archive } from "../../../sandbox/archive/archive.ts";
import { loadRun, type StoredRun } from "../../../store/run-store.ts";
import { loadTaskOf } from "../../open-trial-app.ts";
import { openWorkspace } from "../../open-workspace.ts";
import type { SandboxFlags } from "../../run-options.ts";
import { loadStoredApp } from "../../stored-app.ts";
import type { AttentionOptions } from "./attention.ts";
import type { EntrantOptions } from "./entrants.ts";

export interface StartOptions {
  readonly runs: readonly ReportRun[];
  /** Folders of the runs, in their order. */
  readonly paths: readonly string[];
  readonly results: string;
  readonly scrub: Scrub;
  readonly flags: SandboxFlags;
  /** Origins of the site's pages. */
  readonly framedBy: () => readonly string[];
  readonly note: (line: string) => void;
}

/** Starts the apps of battles in sandboxes. */
export function createStarters(options: StartOptions): {
  readonly trial: EntrantOptions["start"];
  readonly workspace: AttentionOptions["start"];
} {
  const { runs, paths, results, scrub, flags, framedBy, note } = options;
  const load = (run: ReportRun): Promise<StoredRun> => loadRun(paths[runs.indexOf(run)]!, results);
  return {
    trial: async (run: ReportRun, trial: TrialSpec, signal: AbortSignal): Promise<StartedApp> => {
      const source = await load(run);
      const { tar } = await loadStoredApp(source, trial, null);
      const suite = await loadTaskOf(source, trial, undefined);
      return openWorkspace({
        manifest: source.manifest,
        suite,
        seed: trial.seed,
        name: trial.id,
        tar: await archive.pack(scrubFiles(await archive.readFiles(tar), scrub)),
        port: 0,
        framedBy: framedBy(),
        flags,
        note,
        signal,
      });
    },
    workspace: async (
      run: ReportRun,
      loaded: LoadedTask,
      { name, files }: { readonly name: string; readonly files: readonly SandboxFile[] },
      signal: AbortSignal,
    ): Promise<StartedApp> =>
      openWorkspace({
        manifest: run.data.manifest,
        suite: { ...run.suite!, tasks: [loaded] },
        seed: 0,
        name: `${loaded.task.id}.${name.replaceAll("/", ".")}`,
        tar: await archive.pack([...files]),
        port: 0,
        framedBy: framedBy(),
        flags,
        note,
        signal,
      }),
  };
}

const FAULTS: ReadonlySet<string> = new Set(["app-not-built", "app-not-served", "app-ended"]);

/** Whether an app that did not come up is itself to blame, and not the infrastructure. */
export const isOwnFault = (error: unknown): boolean => error instanceof UserError && FAULTS.has(error.code);

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
import { openWorkspace, type WorkspaceAppRequest } from "../../open-workspace.ts";
import type { SandboxFlags } from "../../run-options.ts";
import { loadStoredApp } from "../../stored-app.ts";
import type { AppGate } from "./app-gate.ts";
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
  /** Where apps are shown below another address; null: on this machine. */
  readonly shown: { readonly below: URL; readonly gate: Pick<AppGate, "admit"> } | null;
  readonly note: (line: string) => void;
}

type StartRequest = Pick<WorkspaceAppRequest, "manifest" | "suite" | "seed" | "name" | "tar" | "signal">;

/** Starts the apps of battles in sandboxes. */
export function createStarters(options: StartOptions): {
  readonly trial: EntrantOptions["start"];
  readonly workspace: AttentionOptions["start"];
} {
  const { runs, paths, results, scrub, flags, framedBy, shown, note } = options;
  const load = (run: ReportRun): Promise<StoredRun> => loadRun(paths[runs.indexOf(run)]!, results);
  const open = async (request: StartRequest): Promise<StartedApp> => {
    const below = shown?.below ?? null;
    const app = await openWorkspace({ ...request, port: 0, framedBy: framedBy(), below, flags, note });
    const leave = shown?.gate.admit(app);
    return {
      url: app.url,
      ended: app.ended,
      [Symbol.asyncDispose]: async () => {
        leave?.();
        await app[Symbol.asyncDispose]();
      },
    };
  };
  return {
    trial: async (run: ReportRun, trial: TrialSpec, signal: AbortSignal): Promise<StartedApp> => {
      const source = await load(run);
      const { tar } = await loadStoredApp(source, trial, null);
      const suite = await loadTaskOf(source, trial, undefined);
      return open({
        manifest: source.manifest,
        suite,
        seed: trial.seed,
        name: trial.id,
        tar: await archive.pack(scrubFiles(await archive.readFiles(tar), scrub)),
        signal,
      });
    },
    workspace: async (
      run: ReportRun,
      loaded: LoadedTask,
      { name, files }: { readonly name: string; readonly files: readonly SandboxFile[] },
      signal: AbortSignal,
    ): Promise<StartedApp> =>
      open({
        manifest: run.data.manifest,
        suite: { ...run.suite!, tasks: [loaded] },
        seed: 0,
        name: `${loaded.task.id}.${name.replaceAll("/", ".")}`,
        tar: await archive.pack([...files]),
        signal,
      }),
  };
}

const FAULTS: ReadonlySet<string> = new Set(["app-not-built", "app-not-served", "app-ended"]);

/** Whether an app that did not come up is itself to blame, and not the infrastructure. */
export const isOwnFault = (error: unknown): boolean => error instanceof UserError && FAULTS.has(error.code);

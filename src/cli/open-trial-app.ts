import type { LoadedSuite } from "../core/suite.ts";
import type { TrialSpec } from "../core/trial.ts";
import type { OpenedApp } from "../runner/open-app.ts";
import { loadRun, type StoredRun } from "../store/run-store.ts";
import { chooseTrial } from "./choose-trial.ts";
import { openWorkspace } from "./open-workspace.ts";
import { chooseGradingSuite } from "./rescore-manifest.ts";
import type { SandboxFlags } from "./run-options.ts";
import { loadStoredApp } from "./stored-app.ts";

export interface TrialAppRequest {
  /** A run's folder, or its name. */
  readonly run: string;
  /** The trial's id, or a part of it that no other has. */
  readonly trial: string;
  /** null: its last. */
  readonly turn: number | null;
  /** Port of this machine; 0: any that is free. */
  readonly port: number;
  /** Origins of the pages that show it in a sandboxed iframe; null: it is opened by itself. */
  readonly framedBy: readonly string[] | null;
  readonly flags: SandboxFlags & { readonly results: string; readonly suite?: string };
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * The app that a trial left, in a fresh sandbox of the kind that graded it. Disposing it ends it and its sandbox.
 * @throws UserError where the run, the trial, its workspace or its suite is not there, or the app does not come up
 */
export async function openTrialApp(request: TrialAppRequest): Promise<OpenedApp> {
  const { flags, note, signal, port, framedBy } = request;
  const source = await loadRun(request.run, flags.results);
  const { manifest } = source;
  const trial = chooseTrial(manifest, request.trial);
  const { turn, tar } = await loadStoredApp(source, trial, request.turn);
  const suite = await loadTaskOf(source, trial, flags.suite);
  note(`starting ${trial.id}, after turn ${turn}`);
  return openWorkspace({
    manifest,
    suite,
    seed: trial.seed,
    name: trial.id,
    tar,
    port,
    framedBy,
    below: null,
    flags,
    note,
    signal,
  });
}

/** Nothing but the trial's own task needs to be as it was. */
export async function loadTaskOf(
  { manifest }: StoredRun,
  trial: TrialSpec,
  asked: string | undefined,
): Promise<LoadedSuite> {
  const tasks = manifest.tasks.filter(({ id }) => id === trial.task);
  return chooseGradingSuite({ ...manifest, tasks, trials: [trial] }, asked);
}

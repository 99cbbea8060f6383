import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite } from "../core/suite.ts";
import { checkKinds } from "../checks/registry.ts";
import { instantiateTask } from "../loader/load-task.ts";
import { type OpenedApp, openApp } from "../runner/open-app.ts";
import { reopenSandbox } from "./reopen.ts";
import type { SandboxFlags } from "./run-options.ts";

export interface WorkspaceAppRequest {
  /** Of the run that tells which sandbox there was, and how much the app may use. */
  readonly manifest: Manifest;
  /** The suite with the app's own task alone. */
  readonly suite: LoadedSuite;
  readonly seed: number;
  /** What its sandbox is named after: a trial's id, or the like. */
  readonly name: string;
  /** Archive of the workspace. */
  readonly tar: Uint8Array;
  /** Port of this machine; 0: any that is free. */
  readonly port: number;
  /** Origins of the pages that show it in a sandboxed iframe; null: it is opened by itself. */
  readonly framedBy: readonly string[] | null;
  /** The address whose subdomains lead to apps through another server; null: it is reached at this machine alone. */
  readonly below: URL | null;
  readonly flags: SandboxFlags;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * The app that is made of a workspace, in a fresh sandbox of the kind that the run had. Disposing it ends it and its sandbox.
 * @throws UserError where the app does not come up, or the sandbox must be chosen
 */
export async function openWorkspace(request: WorkspaceAppRequest): Promise<OpenedApp> {
  const { manifest, suite, flags, note, signal, port, framedBy, below, tar } = request;
  const opened = { manifest, suite, isDeriving: true };
  const { provider } = await reopenSandbox(opened, { view: { note }, interrupts: { stop: signal }, flags });
  try {
    const [loaded] = suite.tasks;
    const task = instantiateTask(loaded!, request.seed, checkKinds);
    if (task.services.length > 0)
      note(`warning: its services do not run: ${task.services.map(({ name }) => name).join(", ")}`);
    const owner = { runId: manifest.runId, trialId: request.name, tryNumber: 1 };
    const limits = manifest.limits.enforced[task.id]!;
    const app = await openApp(
      { loaded: loaded!, task, tar, owner, limits, port, framedBy, below, signal },
      { provider },
    );
    return {
      ...app,
      [Symbol.asyncDispose]: async () => {
        await app[Symbol.asyncDispose]();
        await provider[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await provider[Symbol.asyncDispose]();
    throw error;
  }
}

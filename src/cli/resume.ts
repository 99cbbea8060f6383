import { resolve } from "node:path";
import { loadRun } from "../store/run-store.ts";
import { detach, withoutDetach } from "./detach.ts";
import { finishRun } from "./finish.ts";
import { watchInterrupts } from "./interrupts.ts";
import { createView } from "./progress/create-view.ts";
import { reloadModels, reloadSuite, reopenSandbox } from "./reopen.ts";
import type { OutputFlags, SandboxFlags } from "./run-options.ts";
import { runSession } from "./session.ts";

interface ResumeFlags extends SandboxFlags, OutputFlags {
  readonly maxCost?: number;
  readonly maxWallTime?: number;
  readonly minFreeDisk?: number;
}

export async function resumeCommand(run: string, flags: ResumeFlags): Promise<void> {
  const { folder, manifest: planned } = await loadRun(run, resolve(flags.results));
  const manifest = {
    ...planned,
    ...(flags.maxCost === undefined ? {} : { maxCostUsd: flags.maxCost }),
    ...(flags.maxWallTime === undefined ? {} : { maxWallMs: flags.maxWallTime }),
    ...(flags.minFreeDisk === undefined ? {} : { minFreeDiskBytes: flags.minFreeDisk }),
  };
  const suite = await reloadSuite(manifest);
  const models = manifest.derivedFrom === null ? await reloadModels(manifest) : [];
  if (flags.detach === true)
    return detach({
      args: withoutDetach(process.argv.slice(2)),
      runPath: folder.path,
      isNew: false,
    });
  const view = await createView(flags);
  using interrupts = watchInterrupts(view.note);
  try {
    const sandbox = await reopenSandbox({ manifest, suite, isDeriving: false }, { view, interrupts, flags });
    await using provider = sandbox.provider;
    const input = { folder, manifest, suite, models, provider, seedRecords: [], isResumed: true };
    const end = await runSession({ ...input, interrupts, view });
    await view.close();
    finishRun({ end, folder, interrupts, flags });
  } finally {
    await view.close();
  }
}

import { resolve } from "node:path";
import type { Command } from "commander";
import { loadRun } from "../store/run-store.ts";
import { detach, withoutDetach } from "./detach.ts";
import { finishRun } from "./finish.ts";
import { watchInterrupts } from "./interrupts.ts";
import { createView } from "./progress/create-view.ts";
import { reloadModels, reloadSuite, reopenSandbox } from "./reopen.ts";
import { toDuration, toPositive, toSize } from "./flag-values.ts";
import { addOutputOptions, addBrowserOption, type OutputFlags, type SandboxFlags } from "./run-options.ts";
import { runSession } from "./session.ts";

export function registerResume(program: Command): void {
  const command = program
    .command("resume")
    .summary("go on with a run that was interrupted")
    .description(
      "Runs the trials of a run that have no result yet. A finished trial never runs twice; a frozen workspace is graded without running its agent again.",
    )
    .argument("[run]", "a run's folder or name", "latest");
  addOutputOptions(addBrowserOption(command)).option(
    "--max-cost <usd>",
    "US dollars that the whole run may cost, what it has cost before included",
    toPositive,
  );
  command.option("--max-wall-time <duration>", "time that this part of the run may take", toDuration);
  command.option("--min-free-disk <size>", "begin no trial while less is free where runs are kept", toSize);
  command.action(resumeCommand);
}

interface ResumeFlags extends SandboxFlags, OutputFlags {
  readonly maxCost?: number;
  readonly maxWallTime?: number;
  readonly minFreeDisk?: number;
}

async function resumeCommand(run: string, flags: ResumeFlags): Promise<void> {
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
  const view = createView(flags);
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

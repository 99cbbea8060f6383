import { resolve } from "node:path";
import type { Command } from "commander";
import { sandboxProviders } from "../sandbox/registry.ts";
import { loadRun } from "../store/run-store.ts";
import { finishRun } from "./finish.ts";
import { watchInterrupts } from "./interrupts.ts";
import { createView } from "./progress/create-view.ts";
import { reloadModels, reloadSuite, reopenSandbox } from "./reopen.ts";
import { addOutputOptions, addSandboxOptions, type OutputFlags, type SandboxFlags } from "./run-options.ts";
import { runSession } from "./session.ts";

export function registerResume(program: Command): void {
  const command = program
    .command("resume")
    .summary("go on with a run that was interrupted")
    .description(
      "Runs the trials of a run that have no result yet. A finished trial never runs twice; a frozen workspace is graded without running its agent again.",
    )
    .argument("[run]", "a run's folder or name", "latest");
  addOutputOptions(addSandboxOptions(command, Object.keys(sandboxProviders)));
  command.action(resumeCommand);
}

async function resumeCommand(run: string, flags: SandboxFlags & OutputFlags): Promise<void> {
  const { folder, manifest, states } = await loadRun(run, resolve(flags.results));
  const suite = await reloadSuite(manifest);
  const models = reloadModels(manifest);
  const view = createView(flags);
  using interrupts = watchInterrupts(view.note);
  try {
    const sandbox = await reopenSandbox(
      { manifest, suite, isGradingOnly: false },
      { view, interrupts, flags },
    );
    await using provider = sandbox.provider;
    const input = { folder, manifest, suite, models, provider, states, seedRecords: [], isResumed: true };
    const end = await runSession({ ...input, interrupts, view });
    await view.close();
    finishRun({ end, folder, interrupts, flags });
  } finally {
    await view.close();
  }
}

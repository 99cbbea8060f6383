import { once } from "node:events";
import { resolve } from "node:path";
import type { Command } from "commander";
import { appEnded } from "../core/app-errors.ts";
import type { OpenedApp } from "../runner/open-app.ts";
import { sandboxProviders } from "../sandbox/registry.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { toCount, toPort } from "./flag-values.ts";
import { openTrialApp } from "./open-trial-app.ts";
import { addResultsOption, addSandboxOptions, type SandboxFlags } from "./run-options.ts";

interface OpenFlags extends SandboxFlags {
  readonly results: string;
  readonly turn?: number;
  readonly port?: number;
  readonly suite?: string;
}

export function registerOpen(program: Command): void {
  const command = program
    .command("open")
    .summary("start the app that a trial left, to use it yourself")
    .description(
      `Builds and starts the app that a trial left, in a fresh sandbox as grading does, and prints the address at which this machine's browser finds it; nobody else does. It stays up until Ctrl-C, which removes the sandbox.

The task's services do not run, as they do not where an app is graded.`,
    )
    .usage("[options] [run] <trial>")
    .argument(
      "<run-or-trial>",
      'a trial of the latest run, or a run\'s folder or name with a "trial" behind it',
    )
    .argument("[trial]", "the trial's id, or a part of it that no other has")
    .option("--turn <n>", "the app as it was after this turn (default: the last)", toCount)
    .option("--port <n>", "port of this machine (default: any that is free)", toPort)
    .option("--suite <suite>", "where the suite lies now, if it is not where the run was made");
  addSandboxOptions(addResultsOption(command), Object.keys(sandboxProviders)).action(
    (first: string, second: string | undefined, flags: OpenFlags) =>
      second === undefined ? open("latest", first, flags) : open(first, second, flags),
  );
}

async function open(run: string, trial: string, flags: OpenFlags): Promise<void> {
  using interrupt = abortOnSignal();
  const { signal } = interrupt;
  const { turn = null, port = 0 } = flags;
  await using app = await openTrialApp({
    run,
    trial,
    turn,
    port,
    framedBy: null,
    flags: { ...flags, results: resolve(flags.results) },
    note,
    signal,
  });
  process.stdout.write(`${app.url}\n`);
  note(`a browser that does not find it: http://127.0.0.1:${new URL(app.url).port}/`);
  note("Ctrl-C ends it");
  await untilEnded(app, signal);
}

const note = (line: string): void => void process.stderr.write(`${line}\n`);

/** Stopped by the user is how it should end. @throws UserError `app-ended` */
async function untilEnded({ ended, log }: OpenedApp, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([ended, signal]);
  if (!either.aborted) await once(either, "abort");
  if (signal.aborted) return;
  throw appEnded(ended.reason instanceof Error ? ended.reason.message : String(ended.reason), log());
}

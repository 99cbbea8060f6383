import type { Command } from "commander";
import { sandboxProviders } from "../../sandbox/registry.ts";
import { toCount, toPort } from "../flag-values.ts";
import { addResultsOption, addSandboxOptions } from "../run-options.ts";
import { toAction } from "./action.ts";

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
    toAction(async () => (await import("../open.ts")).openCommand),
  );
}

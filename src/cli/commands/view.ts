import type { Command } from "commander";
import { sandboxProviders } from "../../sandbox/registry.ts";
import { toPort } from "../flag-values.ts";
import { addResultsOption, addSandboxOptions } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerView(program: Command): void {
  const command = program
    .command("view")
    .summary("serve a run's report on this machine, live")
    .description(
      `Serves the pages of \`buildoff report\` on this machine's loopback until Ctrl-C. They follow a run that goes on, and can do what files cannot: start an app that brings a server of its own, in a sandbox; grade a trial again; take a reviewer's verdict.

The first run is what they are about; with further ones it is compared.`,
    )
    .argument("[run...]", "runs, by folder or name (default: latest)")
    .option("--gate <file>", "what `buildoff gate --json` printed of the run: the overview shows it")
    .option("--port <n>", "port of this machine (default: any that is free)", toPort);
  addSandboxOptions(addResultsOption(command), Object.keys(sandboxProviders)).action(
    toAction(async () => (await import("../view.ts")).viewCommand),
  );
}

import type { Command } from "commander";
import { agents } from "../../agents/registry.ts";
import { sandboxProviders } from "../../sandbox/registry.ts";
import { addOutputOptions, addRunOptions, addSandboxOptions } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerRun(program: Command): void {
  const command = program
    .command("run")
    .summary("run a suite and score what the agents build")
    .description(
      "Runs every task of a suite with every agent and model, grades what they built, and writes result files.",
    )
    .argument(
      "<suite>",
      "a built-in suite (starter, services), a folder with suite.yaml or task.yaml, or a run file (.yaml)",
    );
  addOutputOptions(
    addSandboxOptions(addRunOptions(command, Object.keys(agents)), Object.keys(sandboxProviders)),
  );
  command.action(toAction(async () => (await import("../run.ts")).runCommand));
}

import type { Command } from "commander";
import { sandboxProviders } from "../../sandbox/registry.ts";
import { addOutputOptions, addSandboxOptions } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerRescore(program: Command): void {
  const command = program
    .command("rescore")
    .summary("grade stored workspaces again, without a token")
    .description(
      "Grades the frozen workspaces of a run again, into a run of its own, and says which verdicts changed. No agent runs and no model is called.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--trial <id...>", "only these trials")
    .option(
      "--suite <suite>",
      "grade with the checks of this suite instead of the one that the run was made with",
    )
    .option("--name <name>", "name of the new run's folder");
  addOutputOptions(addSandboxOptions(command, Object.keys(sandboxProviders)));
  command.action(toAction(async () => (await import("../rescore.ts")).rescoreCommand));
}

import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { sandboxProviders } from "../../sandbox/registry.ts";
import { toCount } from "../flag-values.ts";
import { addSandboxOptions } from "../run-options.ts";
import { toAction } from "./action.ts";

/** Times that the solution is graded where nobody says otherwise. */
const REPEATS = 3;
/** Much of a grading is waiting, for what an app does after a moment and for what never comes. */
const DEFAULT_JOBS = 2 * availableParallelism() + 1;

export function registerCheck(program: Command): void {
  const command = program
    .command("check")
    .summary("prove that tasks and their checks discriminate")
    .description(
      "The admission test of tasks: grades each one's solution, alternatives, mutants and cheats as a trial is graded, looks for leaks and for what the prompt does not state, and writes a certificate beside the suite. What was graded before and is unchanged is not graded again.",
    )
    .argument("[suite or task...]", "suites and tasks: names, or folders", ["starter"])
    .addOption(
      new Option("-j, --jobs <n>", "gradings at a time")
        .default(DEFAULT_JOBS, "twice the processors, and one")
        .argParser(toCount),
    )
    .option(
      "--repeat <n>",
      "times that the solution is graded; for every two, one other variant of a task with vars",
      toCount,
      REPEATS,
    )
    .option("--no-cache", "grade everything anew")
    .option("--json", "print the certificates as JSON");
  addSandboxOptions(command, Object.keys(sandboxProviders));
  command.action(toAction(async () => (await import("../check.ts")).checkCommand));
}

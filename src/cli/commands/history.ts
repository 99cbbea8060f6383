import type { Command } from "commander";
import { toCount } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerHistory(program: Command): void {
  const command = program
    .command("history")
    .summary("how configurations did night after night, or in the course of one run")
    .description(
      "Without a run: every run in the store (or every night of a history file), oldest first. With one: what its agents had reached at each moment that --grade-at graded, and at the end: the score against time and dollars. Ranges hold the true value in 95 of 100 cases.",
    )
    .argument("[run]", "a run that was graded on the way")
    .option("--history <file>", "the file that `buildoff gate --history` keeps")
    .option("--suite <name>", "only runs of this suite")
    .option("--last <n>", "only so many runs, the newest", toCount, 30)
    .option("--json", "as JSON");
  addResultsOption(command).action(toAction(async () => (await import("../history.ts")).historyCommand));
}

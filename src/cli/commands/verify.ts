import type { Command } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerVerify(program: Command): void {
  const command = program
    .command("verify")
    .summary("see whether anything of a run was changed")
    .description(
      `Recomputes everything that a run says: every file against the seal that the run ended with, rows and results from the journal, the summary from the rows, workspaces and verdicts from their bytes; then what lies outside of its folder: the ledger of the results folder, and whether suite, prices, images and buildoff are still what the run was made with. Names every file and record that changed.

Exits with 1 where something changed. What cannot be looked at here is said (–), and fails nothing.`,
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--suite <folder>", "where the run's suite lies now (default: where it was)")
    .option("--run-only", "look at nothing outside of the run's folder")
    .option("--json", "as one JSON object");
  addResultsOption(command).action(toAction(async () => (await import("../verify.ts")).verifyCommand));
}

import type { Command } from "commander";
import { toDuration, toSize } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerPrune(program: Command): void {
  const command = program
    .command("prune")
    .summary("make room: remove the bulk of old runs")
    .description(
      `Removes what is large of old runs: transcripts, screenshots, logs, evidence, workspaces, recorded calls and reports, which can be made again of what stays. What they came to stays: manifest, journal, results, verdicts and summary, so that they can be shown, compared, exported and verified; what is gone is told by their seals and by the ledger. Without its workspaces a run cannot be graded again, nor gone on with where trials are missing.

A run that is under way, and the newest run of each suite, stay as they are.`,
    )
    .option("--keep <duration>", "of runs younger than this nothing is removed, such as 30d", toDuration)
    .option("--max-size <size>", "what all runs together may take, such as 20GB: the oldest go first", toSize)
    .option("--keep-failures", "everything of the trials stays that did not pass")
    .option("--dry-run", "only say what would be removed");
  addResultsOption(command).action(toAction(async () => (await import("../prune.ts")).pruneCommand));
}

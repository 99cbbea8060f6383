import type { Command } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerShow(program: Command): void {
  const command = program
    .command("show")
    .summary("show what a run, or one of its trials, came to")
    .description(
      `Shows a run's summary by agent and model; with a trial, everything of that trial: what ended it, the checks that failed with their evidence, what it cost and was allowed, and commands to go on with.

Pass rate and score are means over tasks. The range behind each says where the true value lies in 95 of 100 repetitions of the whole run: two configurations whose ranges overlap widely may well be equal.
pass@k is how often at least one of k attempts passes, pass^k how often all of k do: what you get if you may choose, and what you can rely on.
Infrastructure errors and cancelled trials are no zeros: they are left out of "scored", and stand beside it.
Variance says how unlike scores are: between tasks (some are harder), within tasks (attempts at one differ), and between two gradings of the same workspace, which should be none.`,
    )
    .argument("[run]", "a run's folder or name", "latest")
    .argument("[trial]", "one of its trials: an id, or a part of one that no other has")
    .option("--failed", "list the trials that failed or could not be scored, one a line")
    .option("--all", "with --failed: all of them, and not the first 50")
    .option("--json", "the summary, the trial's result, or with --failed a row a line, as stored");
  addResultsOption(command).action(toAction(async () => (await import("../show.ts")).showCommand));
}

import { resolve } from "node:path";
import type { Command } from "commander";
import { readSummary } from "./read-summary.ts";
import { addResultsOption } from "./run-options.ts";
import { renderSummary } from "./summary-text.ts";

interface ShowFlags {
  readonly results: string;
  readonly json?: boolean;
}

export function registerShow(program: Command): void {
  const command = program
    .command("show")
    .summary("show what a run came to, with intervals")
    .description(
      `Shows a run's summary by agent and model.

Pass rate and score are means over tasks. The range behind each says where the true value lies in 95 of 100 repetitions of the whole run: two configurations whose ranges overlap widely may well be equal.
pass@k is how often at least one of k attempts passes, pass^k how often all of k do: what you get if you may choose, and what you can rely on.
Infrastructure errors and cancelled trials are no zeros: they are left out of "scored", and stand beside it.
Variance says how unlike scores are: between tasks (some are harder), within tasks (attempts at one differ), and between two gradings of the same workspace, which should be none.`,
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--json", "the summary as it is stored");
  addResultsOption(command).action(async (run: string, flags: ShowFlags) => {
    const summary = await readSummary(run, resolve(flags.results));
    process.stdout.write(
      flags.json === true ? `${JSON.stringify(summary, null, 2)}\n` : renderSummary(summary),
    );
  });
}

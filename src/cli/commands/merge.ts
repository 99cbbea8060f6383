import type { Command } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerMerge(program: Command): void {
  const command = program
    .command("merge")
    .summary("put the shards of one plan together")
    .description(
      "Makes one run of those that `run --shard` made of one plan: the run that there would have been without shards. All shards must be there and finished; they are left as they are.",
    )
    .argument("<run...>", "the runs of all shards, by folder or name")
    .option("--name <name>", "name of the new run's folder")
    .option("--json", "one JSON object instead of a table");
  addResultsOption(command).action(toAction(async () => (await import("../merge.ts")).mergeCommand));
}

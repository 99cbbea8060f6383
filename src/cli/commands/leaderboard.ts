import type { Command } from "commander";
import { addLeaderboardOptions } from "../leaderboard/options.ts";
import { toAction } from "./action.ts";

export function registerLeaderboard(program: Command): void {
  const command = program
    .command("leaderboard")
    .summary("rank configurations over runs")
    .description(
      `Ranks agents with their models over one or several runs of a suite. Runs of one configuration are put together, task by task, as if they were one run.

Rank: 1 and the number of configurations that are better for sure, those whose range lies above one's own wholly. A range holds the true figure in 95 of 100 repetitions of everything, so configurations whose ranges overlap may be equal, and share a rank.
Slices: flags choose a part of the models or of the tasks; the rank in the part stands beside the overall one.
A range, pass@k and costs are over scored trials; infrastructure errors are no zeros, and are counted beside them.`,
    )
    .argument("<run...>", "runs, by folder or by name below --results; `all`: every one there");
  addLeaderboardOptions(command).action(
    toAction(async () => (await import("../leaderboard.ts")).leaderboardCommand),
  );
}

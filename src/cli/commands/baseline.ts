import type { Command } from "commander";
import { DEFAULT_BASELINE_FILE } from "../baseline-defaults.ts";
import { toCount } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

const DEFAULT_MIN_ATTEMPTS = 15;
const DEFAULT_NIGHT_ATTEMPTS = 3;

export function registerBaseline(program: Command): void {
  const command = program
    .command("baseline")
    .summary("make and show what `gate` holds runs against")
    .description(
      "A baseline is what a configuration was worth when it was last looked at closely: for every task, how often it passed and with which scores. The more attempts it has, the smaller the drops that a nightly run can show.",
    );
  const set = command
    .command("set")
    .summary("make a baseline of runs")
    .description(
      "Puts one or several runs of the same suite and limits together into a baseline file, which is small and meant to be committed.",
    )
    .argument("<run...>", "runs: folders, or names below --results")
    .option("--file <file>", "the baseline", DEFAULT_BASELINE_FILE)
    .option(
      "--min-attempts <n>",
      "scored attempts that every task must have: a shallow baseline cannot tell a regression from luck",
      toCount,
      DEFAULT_MIN_ATTEMPTS,
    );
  addDepthOptions(set).action(toAction(async () => (await import("../baseline.ts")).setCommand));
  const show = command
    .command("show")
    .summary("show a baseline, and which drops it lets a night see")
    .description(
      "Shows what a baseline was made of, and the drop that nights of so many attempts would show.",
    )
    .argument("[file]", "the baseline", DEFAULT_BASELINE_FILE);
  addDepthOptions(show).action(toAction(async () => (await import("../baseline.ts")).showCommand));
}

function addDepthOptions(command: Command): Command {
  return addResultsOption(command)
    .option(
      "--night-attempts <n>",
      "attempts of each task in a night, to say which drop it would show",
      toCount,
      DEFAULT_NIGHT_ATTEMPTS,
    )
    .option("--json", "as JSON");
}

import type { Command } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerStop(program: Command): void {
  const command = program
    .command("stop")
    .summary("stop a run that goes on by itself")
    .description(
      "Stops a run that was started with --detach, as Ctrl-C would: `buildoff resume` goes on with it.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--now", "end the trials in flight, too, instead of waiting for them");
  addResultsOption(command).action(toAction(async () => (await import("../stop.ts")).stopCommand));
}

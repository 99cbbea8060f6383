import type { Command } from "commander";
import { toDuration, toPositive, toSize } from "../flag-values.ts";
import { addOutputOptions, addBrowserOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerResume(program: Command): void {
  const command = program
    .command("resume")
    .summary("go on with a run that was interrupted")
    .description(
      "Runs the trials of a run that have no result yet. A finished trial never runs twice; a frozen workspace is graded without running its agent again.",
    )
    .argument("[run]", "a run's folder or name", "latest");
  addOutputOptions(addBrowserOption(command)).option(
    "--max-cost <usd>",
    "US dollars that the whole run may cost, what it has cost before included",
    toPositive,
  );
  command.option("--max-wall-time <duration>", "time that this part of the run may take", toDuration);
  command.option("--min-free-disk <size>", "begin no trial while less is free where runs are kept", toSize);
  command.action(toAction(async () => (await import("../resume.ts")).resumeCommand));
}

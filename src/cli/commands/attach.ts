import type { Command } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerAttach(program: Command): void {
  const command = program
    .command("attach")
    .summary("show a run that goes on by itself")
    .description(
      "Shows a run that was started with --detach, from its beginning. Ctrl-C leaves it: the run goes on. Ends with the run's own exit code.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--json", "one JSON object a line instead of a view")
    .option("--plain", "plain lines even in a terminal");
  addResultsOption(command).action(toAction(async () => (await import("../attach.ts")).attachCommand));
}

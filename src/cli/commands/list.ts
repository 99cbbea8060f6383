import type { Command } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

/** What can be listed, in the order of the help. */
const NOUNS = ["runs", "suites", "tasks", "agents", "checks", "sandboxes"] as const;
export type Noun = (typeof NOUNS)[number];

export function registerList(program: Command): void {
  const command = program
    .command("list")
    .summary("list runs, suites, tasks, agents …")
    .description("Lists what there is.")
    .argument("[what]", NOUNS.join(", "), "runs")
    .option("--json", "as JSON");
  addResultsOption(command).action(toAction(async () => (await import("../list.ts")).listCommand));
}

import { type Command, Option } from "commander";
import { agents } from "../../agents/registry.ts";
import { MetricSchema } from "../../core/comparison.ts";
import { toPoints } from "../flag-values.ts";
import { addMatrixOptions, addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerPlan(program: Command): void {
  const command = program
    .command("plan")
    .summary("say what a run would cost, and what it could tell, before it is paid for")
    .description(
      `Says, without starting anything and without a key, how many trials a run has, what it will cost and how long it will take, and how large a difference between two configurations must be for \`buildoff compare\` to find it.

"Smallest difference" is in points of 100: a true difference of that size is found four times out of five, a smaller one more seldom. It shrinks with more tasks; more attempts help only until what is left is how differently two configurations find the tasks hard.
Dollars and hours are those of past trials of the same suite in the results folder: of the same configuration, else of the same model, else of any. Where there is none, they are unknown.
How unlike attempts at one task are is measured in the same trials. Where there are too few, that of an unknown suite is assumed, and said.`,
    )
    .argument("<suite>", "a built-in suite, a folder with suite.yaml or task.yaml, or a run file (.yaml)");
  addMatrixOptions(command, Object.keys(agents))
    .option("--detect <points>", "the difference that must be found, in points of 100", toPoints)
    .addOption(
      new Option("--metric <name>", "what is compared (default: the suite's headline)").choices(
        MetricSchema.options,
      ),
    )
    .option("--json", "as JSON (`buildoff schema plan`)");
  addResultsOption(command).action(toAction(async () => (await import("../plan.ts")).planCommand));
}

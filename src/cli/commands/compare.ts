import { type Command, Option } from "commander";
import { MetricSchema } from "../../core/comparison.ts";
import { toWhole } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerCompare(program: Command): void {
  const command = program
    .command("compare")
    .summary("compare two runs, or the configurations of one, task by task")
    .description(
      `Compares two runs, or every two configurations of one run, on the tasks that both have scores of.

The difference is B minus A, in points of 100. Its interval says where the true difference lies in 95 of 100 repetitions: where it contains 0, there may be none.
p says how often chance alone would show a difference as large, if there were none; below 0.05 it counts as real. With one attempt a task it is the exact McNemar test, which weighs fixed against broken tasks; with several it is a permutation test, which shuffles who is A and who is B.
Where several pairs are compared, p is raised after Holm: who asks twenty questions finds one "yes" in twenty by luck.
"This design would have seen" is the smallest true difference that such a comparison finds four times out of five: "no difference" means nothing about smaller ones.
Infrastructure errors are no zeros: they are left out, and counted beside what was scored.`,
    )
    .argument("<a>", "a run's folder or name")
    .argument("[b]", "a second run; without it the configurations of the first are compared with one another")
    .option("--a <configuration>", "the configuration that is A, where there are several")
    .option("--b <configuration>", "the configuration that is B")
    .addOption(
      new Option("--metric <name>", "what decides (default: the suite's headline)").choices(
        MetricSchema.options,
      ),
    )
    .option("--seed <n>", "of what is drawn at random; the same seed gives the same figures", toWhole, 0)
    .option("--force", "compare although suites, limits, images or the like differ")
    .option("--json", "as JSON (`buildoff schema comparison`)");
  addResultsOption(command).action(toAction(async () => (await import("../compare.ts")).compareCommand));
}

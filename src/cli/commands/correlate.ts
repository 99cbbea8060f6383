import { type Command, Option } from "commander";
import { MetricSchema } from "../../core/leaderboard.ts";
import { toWhole } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerCorrelate(program: Command): void {
  const command = program
    .command("correlate")
    .summary("does the score predict what people prefer?")
    .description(
      `Holds the runs' scores, by model, against ratings: of people's votes, of a judge's, and of published tables.

Between every two: Spearman's ρ and Kendall's τ, which are 1 for one order, 0 for no relation and −1 for the reverse, and the share of pairs of models that both put in one order. An interval holds the true figure in 95 of 100 repetitions with other models; with few models it is wide, and below five no order is called more than chance.
A model is known by its whole name, and then by what stands behind the last /; whatever has no counterpart is listed. Below three models in common nothing can be said, and the exit code is 1.`,
    )
    .argument("<run...>", "runs, by folder or by name below --results; `all`: every one there")
    .option(
      "--with <file...>",
      "published tables: CSV with the columns `model` and `rating` or `score`, or what `arena rate --format json` wrote",
    )
    .option("--column <name>", "the CSV's column that orders models")
    .option("--votes <file...>", "people's votes, which ratings are fitted to")
    .option("--judge-votes <file...>", "votes of `buildoff arena judge`, rated apart from people's")
    .addOption(
      new Option("--metric <name>", "what the runs are ordered by")
        .choices(MetricSchema.options)
        .default("score"),
    )
    .option("--agent <name...>", "only what this agent built, where several used one model")
    .option("--suite <name>", "of `all`, only runs of this suite; name@version for one version of it")
    .option("--seed <n>", "of what is drawn at random; the same seed gives the same figures", toWhole, 1)
    .option("--force", "put unlike runs together; the output says so")
    .option("--json", "as JSON (`buildoff schema correlation`)");
  addResultsOption(command).action(toAction(async () => (await import("../correlate.ts")).correlateCommand));
}

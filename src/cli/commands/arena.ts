import { type Command, Option } from "commander";
import { COVARIATES } from "../../core/rating-table.ts";
import { AXES } from "../../core/vote.ts";
import { collectAxes, toAnchor } from "../arena/flags.ts";
import { toShare, toWhole, toCount } from "../flag-values.ts";
import { toAction } from "./action.ts";

const FORMATS = ["table", "markdown", "csv", "json"] as const;

export function registerArena(program: Command): void {
  const command = program
    .command("arena")
    .summary("ratings from blind votes")
    .description("Ratings of models from blind votes on what they built.");
  command
    .command("rate")
    .summary("ratings, with their ranges, from votes")
    .description(
      `Fits Bradley-Terry strengths to votes: ten times the odds of winning are 400 points. A tie, and two bad apps, are half a win for each.

A range holds the true rating in 95 of 100 repetitions, also where votes do not follow the model. Rank: 1 and the number of models whose range lies above one's own wholly; "all ranks" are ranges that hold all true ranks together.
What votes do not count, and why, is listed; models that no votes join to the others have no rating.`,
    )
    .argument("<votes...>", "files of votes: votes.jsonl of an arena, or lines under public column names")
    .option(
      "--axis <name>",
      `what is rated, with a weight where there are several, such as function=2: ${AXES.join(", ")} (default: overall; repeatable)`,
      collectAxes,
    )
    .option(
      "--anchor <model=rating>",
      "give one model a rating, so that the table can be laid beside another one",
      toAnchor,
    )
    .addOption(new Option("--raters <kind>", "whose votes").choices(["person", "model"]).default("person"))
    .addOption(
      new Option("--covariates <name...>", "what else may move a vote, taken out of the ratings").choices(
        COVARIATES,
      ),
    )
    .option("--reweight", "let each pair of models count as at most 50 votes")
    .option("--bootstrap <n>", "resample the votes so often, as a check of the ranges", toWhole, 0)
    .option("--seed <n>", "of the resamples and the joint ranks", toWhole, 1)
    .option("--category <name...>", "only votes on tasks of this category")
    .option("--task <id...>", "only votes on these tasks")
    .option("--language <tag...>", "only votes on briefs in this language")
    .option("--organisation <name...>", "only models of these organisations, against each other")
    .option("--daily-cap <n>", "votes of one rater, and from one place, that count on one day", toCount, 100)
    .option("--untouched <share>", "what a vote counts whose rater opened or used nothing", toShare, 0)
    .addOption(new Option("--format <name>", "how it is printed").choices(FORMATS).default("table"))
    .option("--out <file>", "write it there")
    .action(toAction(async () => (await import("../arena/rate.ts")).rateCommand));
  command
    .command("import")
    .summary("take votes of others over")
    .description(
      "Reads votes under public column names (model_a, model_b, winner …), one JSON object a line, and adds those that are new to a file of votes. One line that is no vote, or has an outcome that is not known, and nothing is taken over.",
    )
    .argument("<file...>", "files of votes")
    .requiredOption("--to <file>", "votes.jsonl that they are added to")
    .action(toAction(async () => (await import("../arena/import-votes.ts")).importVotes));
  command
    .command("export")
    .summary("give votes away under public column names")
    .argument("<votes...>", "files of votes")
    .addOption(
      new Option("--format <name>", "how they are written").choices(["jsonl", "csv"]).default("jsonl"),
    )
    .option("--out <file>", "write them there")
    .action(toAction(async () => (await import("../arena/export-votes.ts")).exportVotes));
}

import { type Command, Option } from "commander";
import { CLUSTERINGS, COVARIATES } from "../../core/rating-table.ts";
import { AXES } from "../../core/vote.ts";
import { sandboxProviders } from "../../sandbox/registry.ts";
import { collectAxes, toAnchor, toPairCount, toSiteUrl } from "../arena/flags.ts";
import { toCount, toDuration, toPort, toPositive, toShare, toWhole } from "../flag-values.ts";
import { addModelOptions, addResultsOption, addSandboxOptions } from "../run-options.ts";
import { toAction } from "./action.ts";

const FORMATS = ["table", "markdown", "csv", "json"] as const;

export function registerArena(program: Command): void {
  const command = program
    .command("arena")
    .summary("blind votes on what models built, and ratings from them")
    .description("Blind votes on what models built, ratings from them, and a model judge beside them.");
  registerServe(command);
  registerJudge(command);
  command
    .command("rate")
    .summary("ratings, with their ranges, from votes")
    .description(
      `Fits Bradley-Terry strengths to votes: ten times the odds of winning are 400 points. A tie, and two bad apps, are half a win for each.

A range holds the true rating in 95 of 100 repetitions, also where votes do not follow the model and where those on one task depend on each other: ranges are of other tasks and other apps, too. With no more tasks than models only votes on the same two apps are taken to depend on each other, which leaves out what one app brings to all of its battles; a note says so. Rank: 1 and the number of models whose range lies above one's own wholly; "all ranks" are ranges that hold all true ranks together.
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
    .addOption(
      new Option(
        "--clusters <by>",
        "which votes may depend on each other: all on one task, those on the same two apps, or none (default: task where there are more tasks than models, else apps)",
      ).choices(CLUSTERINGS),
    )
    .option("--bootstrap <n>", "resample the votes so often, as a check of the ranges", toWhole, 0)
    .option("--seed <n>", "of the resamples and the joint ranks", toWhole, 1)
    .option("--category <name...>", "only votes on tasks of this category")
    .option("--task <id...>", "only votes on these tasks")
    .option("--language <tag...>", "only votes on briefs in this language")
    .option("--organisation <name...>", "only models of these organisations, against each other")
    .option("--organisation-region <region...>", "only models whose organisation is at home there")
    .option("--licence <name...>", "only models under these licences")
    .option("--availability <kind...>", "only models that are open-weights, public-api or preview")
    .option("--size <class...>", "only models that are small, medium, large or frontier")
    .option(
      "--publicly-available",
      "only models that anybody can use: open weights or a public API, no preview",
    )
    .option("--models-file <file...>", "what is known of models, laid over what buildoff knows")
    .option(
      "--daily-cap <n>",
      "votes of one rater, and from one place, that count on one day (default: what rules.json beside the votes says, else 100)",
      toCount,
    )
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
    .description(
      "Writes votes under public column names, with what else buildoff knows of them in further columns, which `arena import` reads. Where a rater voted from is left out, and so are the votes that measure raters.",
    )
    .argument("<votes...>", "files of votes")
    .addOption(
      new Option("--format <name>", "how they are written").choices(["jsonl", "csv"]).default("jsonl"),
    )
    .option("--out <file>", "write them there")
    .action(toAction(async () => (await import("../arena/export-votes.ts")).exportVotes));
}

function registerServe(arena: Command): void {
  const command = arena
    .command("serve")
    .summary("a site on which people vote blind on what models built")
    .description(
      `Serves a voting site on this machine's loopback until Ctrl-C. A battle is two apps that different models built from the same brief, side by side and playable; who built them is told after the vote. Battles that would tell most come first, and nobody gets the same one twice.

Votes are added to votes.jsonl in the arena's folder, each safe on disk before the rater sees who built what; the site can be ended and started again at any time. Some battles measure the rater: a task's own solution against a mutant of it.

For a team, let a sign-in proxy lead to it: --public-url and --rater-header. Apps that bring a server of their own are shown below --apps-url then, and left out where there is none.`,
    )
    .argument("[run...]", "runs, by folder or name (default: latest)")
    .option("--arena <folder>", "where votes are kept (default: arena, below the results)")
    .option("--port <n>", "port of this machine (default: any that is free)", toPort)
    .option("--public-url <url>", "address at which a sign-in proxy shows the site", toSiteUrl)
    .option("--rater-header <name>", "header in which that proxy names the rater")
    .option(
      "--apps-url <url>",
      "address whose subdomains it leads here, too, without sign-in: for apps with a server",
      toSiteUrl,
    )
    .addOption(
      new Option("--cooldown <duration>", "between two votes of one rater")
        .argParser(toDuration)
        .default(5_000, "5s"),
    )
    .option("--daily-cap <n>", "votes of one rater on one day", toCount, 100)
    .option("--attention <share>", "of battles: how many measure the rater", toShare, 0.08)
    .option("--warm <n>", "sandboxes of apps at a time, two for a battle", toPairCount, 4);
  addSandboxOptions(addResultsOption(command), Object.keys(sandboxProviders)).action(
    toAction(async () => (await import("../arena/serve.ts")).serveCommand),
  );
}

function registerJudge(arena: Command): void {
  const command = arena
    .command("judge")
    .summary("let a model judge what models built, beside people and never mixed with them")
    .description(
      `Lets one model judge the apps of finished runs: each by a checklist of its task, and pairs of them in both orders. It sees what a run kept of an app: pictures, the text of its pages, its log. Names of models are taken out of texts; pictures are shown as they are, and may name one. What it says is written to judgements.jsonl in its folder, a line for each call; the same command goes on where it ended, and pays for nothing twice. Its verdicts on pairs are votes, which only \`buildoff arena rate --raters model\` counts: two orders that disagree are a tie.

A task's author can write the checklist: checklist.yaml beside task.yaml, a list of {id, text}. Else the judge writes one from the brief, once.

Beside every figure stands how far the judge can be trusted: how well it agrees with people (--votes) and they with one another, how often the order or the length moves it, and whether a text that asks for a high mark moves it more than asking again does. With fewer than fifty pairs that people judged, too, it is uncalibrated.`,
    )
    .argument("<run...>", "runs, by folder or name")
    .requiredOption("--judge <model>", "the model that judges, as provider/name")
    .option("--votes <file...>", "votes of people, to see how far the judge agrees with them")
    .option("--out <folder>", "where judgements and votes are kept (default: judge, below the results)")
    .option(
      "--max-cost <usd>",
      "US dollars that it may cost this time (default: 5, where the price is known)",
      toPositive,
    )
    .option("--pairs <n>", "pairs at most; those that people judged come first", toCount, 100);
  addModelOptions(command).option("--json", "as JSON");
  addResultsOption(command).action(toAction(async () => (await import("../arena/judge.ts")).judgeCommand));
}

import { type Command, Option } from "commander";
import { DEFAULT_ALPHA, DEFAULT_BASELINE_FILE } from "../baseline-defaults.ts";
import { toDuration, toPositive, toShare } from "../flag-values.ts";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerGate(program: Command): void {
  const command = program
    .command("gate")
    .summary("hold a run against a baseline: pass, fail or inconclusive")
    .description(
      "Tells a real regression from luck. All nights since the baseline are looked at together, by a test that stays honest however often it is asked: over all nights of an unchanged model, a false alarm has a probability of 5 % at most. It fails where the drop is beyond the margin for sure, passes where it is within for sure, and else says that it cannot know yet.",
    )
    .argument("[run]", "a run's folder or name", "latest")
    .option("--baseline <file>", "made by `buildoff baseline set`", DEFAULT_BASELINE_FILE)
    .option(
      "--margin <share>",
      "a drop up to this is accepted, 0.03 being 3 points; with 0, any real drop fails",
      toShare,
      0,
    )
    .option(
      "--alpha <share>",
      "the probability of a false alarm over all nights and configurations together",
      toShare,
      DEFAULT_ALPHA,
    )
    .addOption(
      new Option("--metric <name>", "what is compared (default: the suite's headline)").choices([
        "passRate",
        "score",
      ]),
    )
    .option(
      "--history <file>",
      "the nights so far, one a line; this one is added (default: the runs below --results)",
    )
    .option("--restart", "forget the nights before, after a regression was found and mended")
    .option("--quarantine <file>", "YAML list of flaky tasks, each left out until a date")
    .option("--min-score <share>", "fail where the metric is below this, whatever the baseline says", toShare)
    .option("--max-trial-cost <usd>", "fail where a trial costs more on average", toPositive)
    .option("--max-latency <duration>", "fail where the agent works longer on a trial on average", toDuration)
    .option(
      "--max-infra-errors <share>",
      "above this share of infrastructure errors the run is invalid, which is no failure (default: 0.1)",
      toShare,
    )
    .addOption(
      new Option("--inconclusive <how>", "whether what cannot be known yet exits 0 or 1")
        .choices(["pass", "fail"])
        .default("pass"),
    )
    .option("--force", "go on although the run was not made under the baseline's conditions")
    .option("--json", "as JSON");
  addResultsOption(command).action(toAction(async () => (await import("../gate.ts")).gateCommand));
}

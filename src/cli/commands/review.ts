import { type Command, Option } from "commander";
import { addResultsOption } from "../run-options.ts";
import { toAction } from "./action.ts";

export function registerReview(program: Command): void {
  const command = program
    .command("review")
    .summary("say what you think of a verdict")
    .description(
      "Writes beside a trial, or one check of it, whether you agree with what the machine said, and why. It is added to the run's reviews.jsonl and changes no score and no seal; your later review of the same takes the place of your earlier one. `show` and the report show it.",
    )
    .usage("[options] [run] <trial>")
    .argument("<run>", "a run's folder or name; latest where only a trial is given")
    .argument("[trial]", "one of its trials: an id, or a part of one that no other has")
    .addOption(new Option("--agree", "the machine is right").conflicts("disagree"))
    .option("--disagree", "the machine is wrong")
    .option("--check <id>", "one check, and not the trial as a whole")
    .option("--note <text>", "what you have to say")
    .option("--reviewer <name>", "who reviews (default: git's user.name, else $USER)");
  addResultsOption(command).action(toAction(async () => (await import("../review.ts")).reviewCommand));
}

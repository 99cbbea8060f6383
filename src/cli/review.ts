import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { appendReview } from "../store/reviews.ts";
import { loadRun } from "../store/run-store.ts";
import { createReview } from "./create-review.ts";
import { findReviewer } from "./find-reviewer.ts";
import { addResultsOption } from "./run-options.ts";
import { describeReview } from "./show/review-text.ts";

interface ReviewFlags {
  readonly results: string;
  readonly agree?: boolean;
  readonly disagree?: boolean;
  readonly check?: string;
  readonly note?: string;
  readonly reviewer?: string;
}

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
  addResultsOption(command).action((first: string, second: string | undefined, flags: ReviewFlags) =>
    second === undefined ? reviewTrial("latest", first, flags) : reviewTrial(first, second, flags),
  );
}

async function reviewTrial(run: string, trial: string, flags: ReviewFlags): Promise<void> {
  const stored = await loadRun(run, resolve(flags.results));
  const review = await createReview(stored, {
    trial,
    check: flags.check ?? null,
    opinion: flags.agree === true ? "agree" : flags.disagree === true ? "disagree" : null,
    note: flags.note ?? null,
    reviewer: flags.reviewer ?? (await findReviewer()) ?? "",
  });
  await appendReview(stored.folder, review);
  process.stdout.write(`${review.trialId}: ${describeReview(review)}\n`);
}

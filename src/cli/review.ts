import { resolve } from "node:path";
import { appendReview } from "../store/reviews.ts";
import { loadRun } from "../store/run-store.ts";
import { createReview } from "./create-review.ts";
import { findReviewer } from "./find-reviewer.ts";
import { describeReview } from "./show/review-text.ts";

interface ReviewFlags {
  readonly results: string;
  readonly agree?: boolean;
  readonly disagree?: boolean;
  readonly check?: string;
  readonly note?: string;
  readonly reviewer?: string;
}

export const reviewCommand = (first: string, second: string | undefined, flags: ReviewFlags): Promise<void> =>
  second === undefined ? reviewTrial("latest", first, flags) : reviewTrial(first, second, flags);

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

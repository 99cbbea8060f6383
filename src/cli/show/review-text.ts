import { LONGEST_NOTE, type Review } from "../../core/review.ts";
import { toHarmlessLine } from "../harmless-text.ts";
import { countOf } from "../statistics-text.ts";
import type { TrialParts } from "./load-trial.ts";
import { toSection } from "./section.ts";

/** What people think of the verdict; it changes nothing of it. */
export function describeReviews({ reviews, damagedReviews }: TrialParts): string[] {
  const damaged =
    damagedReviews === 0
      ? []
      : [`left out: ${countOf(damagedReviews, "line")} of reviews.jsonl that cannot be read`];
  return toSection("reviews", [
    ...reviews.map((review) => `${review.at.slice(0, 16).replace("T", " ")} UTC  ${describeReview(review)}`),
    ...damaged,
  ]);
}

/** One review in one line, such as `Ada disagrees on adds-expense, which failed: the total is right`. */
export function describeReview({ reviewer, check, opinion, note, machine }: Review): string {
  const said = machine.passed === null ? "was not scored" : machine.passed ? "passed" : "failed";
  const about = `${check ?? "the trial"}, which ${said}`;
  const thinks = opinion === null ? `notes on ${about}` : `${opinion}s on ${about}`;
  return `${toHarmlessLine(reviewer)} ${thinks}${note === null ? "" : `: ${toHarmlessLine(note, LONGEST_NOTE)}`}`;
}

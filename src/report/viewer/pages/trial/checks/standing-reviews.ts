import type { Review } from "../../../../../core/review.ts";

/**
 * What reviewers think of a check by now, in the order of time: of one reviewer the latest counts, as `latestReviews` of core has
 * it, which would bring all schemas into the page.
 * @param check null: the trial as a whole
 */
export function listStanding(reviews: readonly Review[], check: string | null): Review[] {
  const sorted = reviews
    .filter((review) => review.check === check)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const latest = new Map(sorted.map((review) => [review.reviewer, review]));
  return sorted.filter((review) => latest.get(review.reviewer) === review);
}

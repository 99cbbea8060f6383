import type { Review } from "../../../../../core/review.ts";
import { latestReviews } from "../../../../../core/standing-reviews.ts";

/**
 * What reviewers think of a check by now.
 * @param check null: the trial as a whole
 */
export const listStanding = (reviews: readonly Review[], check: string | null): Review[] =>
  latestReviews(reviews).filter((review) => review.check === check);

import type { Review } from "./review.ts";

/**
 * What stands: of one reviewer's reviews of the same trial and check, the later takes the place of the earlier. In the order of
 * their time.
 */
export function latestReviews(reviews: readonly Review[]): Review[] {
  const byTime = sortReviews(reviews);
  const latest = new Map(
    byTime.map((review) => [JSON.stringify([review.reviewer, review.trialId, review.check]), review]),
  );
  const standing = new Set(latest.values());
  return byTime.filter((review) => standing.has(review));
}

/** By their time; those of one moment stay in their order. */
export const sortReviews = (reviews: readonly Review[]): Review[] =>
  reviews.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));

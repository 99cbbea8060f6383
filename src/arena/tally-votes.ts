import type { RatingRow, RatingTable } from "../core/rating-table.ts";
import type { Axis, Vote } from "../core/vote.ts";
import type { Fitted } from "./fit-votes.ts";
import type { AxisWeights, VoteGame } from "./to-games.ts";
import type { WeighedVote } from "./weigh-votes.ts";

/** How many votes count, and why each of the others does not, or less: every vote is counted in full or has one reason. */
export function tallyVotes(
  weighed: readonly WeighedVote[],
  { games }: Fitted,
  axes: AxisWeights,
): Pick<RatingTable, "votes" | "axes"> {
  const counted = new Set(games.map(({ vote }) => vote));
  const byReason: Record<string, number> = {};
  for (const { vote, weight, reason } of weighed) {
    const why =
      weight === 0 || counted.has(vote)
        ? reason
        : isAnswered(vote, axes)
          ? "unrated-model"
          : "axis-not-answered";
    if (why !== null) byReason[why] = (byReason[why] ?? 0) + 1;
  }
  return {
    votes: { read: weighed.length, counted: games.length, byReason },
    axes: (Object.entries(axes) as [Axis, number][]).map(([axis, weight]) => ({
      axis,
      weight,
      votes: games.filter(({ vote }) => vote.choices[axis] !== null).length,
    })),
  };
}

/** Votes of some weight that compare a model on the axes asked for, whether or not a rating comes of them. */
export const countComparisons = (model: string, weighed: readonly WeighedVote[], axes: AxisWeights): number =>
  weighed.filter(
    ({ vote, weight }) =>
      weight > 0 && (vote.a.model === model || vote.b.model === model) && isAnswered(vote, axes),
  ).length;

const isAnswered = ({ choices }: Vote, axes: AxisWeights): boolean =>
  (Object.keys(axes) as Axis[]).some((axis) => choices[axis] !== null);

/** What a model got on the axes that are rated, all together: won where that is more than half. */
export function countResults(
  model: string,
  games: readonly VoteGame[],
): Pick<RatingRow, "votes" | "won" | "lost" | "neither"> {
  const results = games.flatMap(({ vote, result }) =>
    vote.a.model === model ? [result] : vote.b.model === model ? [1 - result] : [],
  );
  const won = results.filter((result) => result > 0.5).length;
  const lost = results.filter((result) => result < 0.5).length;
  return { votes: results.length, won, lost, neither: results.length - won - lost };
}

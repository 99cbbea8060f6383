import type { Contestant, Vote } from "../core/vote.ts";
import { DEFAULT_RULES, type VoteRules, weighVotes } from "./weigh-votes.ts";

/** With fewer, a judge's agreement with people is not known well enough for anything to follow from its ratings. */
export const FEWEST_SHARED_PAIRS = 50;

/** How many pairs of apps both people and models judged, of the votes of people that count. A vote that does not tell its apps is of none. */
export function countSharedPairs(
  votes: readonly Vote[],
  judgeVotes: readonly Vote[],
  rules: VoteRules = DEFAULT_RULES,
): number {
  const counted = weighVotes(votes, rules).flatMap(({ vote, weight }) =>
    weight > 0 ? (pairOf(vote) ?? []) : [],
  );
  const judged = new Set(
    judgeVotes
      .filter(({ rater, expected }) => rater.kind === "model" && expected === null)
      .flatMap((vote) => pairOf(vote) ?? []),
  );
  return [...new Set(counted)].filter((pair) => judged.has(pair)).length;
}

function pairOf({ a, b }: Vote): string | null {
  const [one, other] = [nameOf(a), nameOf(b)];
  if (one === null || other === null) return null;
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}

const nameOf = ({ workspace, run, trial }: Contestant): string | null =>
  workspace ?? (trial === null ? null : `${run} ${trial}`);

import { resolve } from "node:path";
import { rateVotes } from "../../arena/rate.ts";
import { countSharedPairs, FEWEST_SHARED_PAIRS } from "../../arena/shared-pairs.ts";
import { DEFAULT_RULES } from "../../arena/weigh-votes.ts";
import { noVotesOf } from "../../core/correlation-errors.ts";
import type { RatingTable } from "../../core/rating-table.ts";
import type { Vote } from "../../core/vote.ts";
import { readVotes } from "./read-votes.ts";

/** Flags that name files of votes. */
export interface VoteFlags {
  readonly votes?: readonly string[];
  readonly judgeVotes?: readonly string[];
}

export interface JudgeRatings {
  readonly table: RatingTable;
  /** Pairs of apps that people judged too. */
  readonly sharedPairs: number;
  /** Whether these are enough to say how good the judge is. */
  readonly isCalibrated: boolean;
}

/** Ratings of people's votes and of a judge's; null where none were asked for. */
export interface Ratings {
  readonly people: RatingTable | null;
  readonly judge: JudgeRatings | null;
}

/**
 * Fits the ratings that stand beside scores, as `arena rate` does without flags.
 * @throws UserError `no-votes-of`, and as `readVotes`
 */
export async function loadRatings({ votes, judgeVotes }: VoteFlags): Promise<Ratings> {
  const people = votes === undefined ? null : await load(votes, "person");
  const judge = judgeVotes === undefined ? null : await load(judgeVotes, "model");
  const sharedPairs = judge === null ? 0 : countSharedPairs(people ?? [], judge);
  return {
    people: people && rate(people, "person"),
    judge: judge && {
      table: rate(judge, "model"),
      sharedPairs,
      isCalibrated: sharedPairs >= FEWEST_SHARED_PAIRS,
    },
  };
}

async function load(files: readonly string[], kind: "person" | "model"): Promise<Vote[]> {
  const votes = (await readVotes(files.map((file) => resolve(file)))).filter(
    ({ rater }) => rater.kind === kind,
  );
  if (votes.length === 0) throw noVotesOf(kind, files);
  return votes;
}

const rate = (votes: readonly Vote[], raters: "person" | "model"): RatingTable =>
  rateVotes(votes, {
    anchor: null,
    axes: { overall: 1 },
    covariates: [],
    reweighted: false,
    raters,
    // A model votes as often as it is asked to.
    rules: raters === "person" ? DEFAULT_RULES : { ...DEFAULT_RULES, dailyCap: Number.POSITIVE_INFINITY },
    bootstraps: 0,
    seed: 1,
    licenceOf: () => null,
  });

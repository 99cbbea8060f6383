import { resolve } from "node:path";
import { rateVotes } from "../../arena/rate.ts";
import { countSharedPairs, FEWEST_SHARED_PAIRS } from "../../arena/shared-pairs.ts";
import { DEFAULT_RULES, type VoteRules } from "../../arena/weigh-votes.ts";
import { noVotesOf } from "../../core/correlation-errors.ts";
import type { RatingTable } from "../../core/rating-table.ts";
import type { Vote } from "../../core/vote.ts";
import { readArenaVotes } from "./read-votes.ts";

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
 * @throws UserError `no-votes-of`, and as `readArenaVotes`
 */
export async function loadRatings({ votes, judgeVotes }: VoteFlags): Promise<Ratings> {
  const people = votes === undefined ? null : await load(votes, "person");
  const judge = judgeVotes === undefined ? null : await load(judgeVotes, "model");
  const sharedPairs =
    judge === null || people === null ? 0 : countSharedPairs(people.votes, judge.votes, people.rules);
  return {
    people: people && rate(people, "person"),
    judge: judge && {
      table: rate(judge, "model"),
      sharedPairs,
      isCalibrated: sharedPairs >= FEWEST_SHARED_PAIRS,
    },
  };
}

interface Loaded {
  readonly votes: readonly Vote[];
  readonly rules: VoteRules;
}

async function load(files: readonly string[], kind: "person" | "model"): Promise<Loaded> {
  const { votes, capOf } = await readArenaVotes(files.map((file) => resolve(file)));
  const own = votes.filter(({ rater }) => rater.kind === kind);
  if (own.length === 0) throw noVotesOf(kind, files);
  return { votes: own, rules: { ...DEFAULT_RULES, capOf } };
}

const rate = ({ votes, rules }: Loaded, raters: "person" | "model"): RatingTable =>
  rateVotes(votes, {
    anchor: null,
    axes: { overall: 1 },
    covariates: [],
    reweighted: false,
    raters,
    rules,
    bootstraps: 0,
    seed: 1,
    licenceOf: () => null,
  });

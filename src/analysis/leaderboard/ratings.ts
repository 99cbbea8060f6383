import type { BoardRatings, BoardRow, Leaderboard, RowRating } from "../../core/leaderboard.ts";
import type { RatingTable } from "../../core/rating-table.ts";
import { matchModels, type Named } from "../match-models.ts";
import type { Board } from "../leaderboard.ts";

/** What votes were fitted to, people's and a judge's; null where there are none. */
export interface VoteRatings {
  readonly people: RatingTable | null;
  readonly judge: {
    readonly table: RatingTable;
    readonly sharedPairs: number;
    readonly isCalibrated: boolean;
  } | null;
}

/**
 * The leaderboard with ratings beside its scores. Votes name a configuration, or a model: all configurations of the latter have its rating.
 * @param board everything, whatever part of it the leaderboard shows
 */
export function addRatings(leaderboard: Leaderboard, board: Board, ratings: VoteRatings): Leaderboard {
  const people = ratings.people && rateRows(board, ratings.people);
  const judge = ratings.judge && rateRows(board, ratings.judge.table);
  const { rows, ...head } = leaderboard;
  return {
    ...head,
    ...(people === null ? {} : { ratings: describe(ratings.people!, people, rows) }),
    ...(judge === null
      ? {}
      : {
          judgeRatings: {
            ...describe(ratings.judge!.table, judge, rows),
            sharedPairs: ratings.judge!.sharedPairs,
            isCalibrated: ratings.judge!.isCalibrated,
          },
        }),
    rows: rows.map((row) => ({
      ...row,
      ...(people === null ? {} : { rating: ratingOf(people, row) }),
      ...(judge === null ? {} : { judgeRating: ratingOf(judge, row) }),
    })),
  };
}

/** By the rows' labels: a rating, or why there is none. */
type Rated = ReadonlyMap<string, RowRating | string>;

const NEVER_NAMED = "no vote names it";

function ratingOf(rated: Rated, { label }: BoardRow): RowRating | null {
  const found = rated.get(label) ?? NEVER_NAMED;
  return typeof found === "string" ? null : found;
}

/** What no model worked in needs no rating. */
function describe({ votes, rows }: RatingTable, rated: Rated, shown: readonly BoardRow[]): BoardRatings {
  return {
    votes: { read: votes.read, counted: votes.counted },
    rated: rows.length,
    unrated: shown.flatMap(({ label, configuration }) => {
      const found = rated.get(label) ?? NEVER_NAMED;
      return configuration.model === null || typeof found !== "string" ? [] : [{ label, why: found }];
    }),
  };
}

function rateRows({ entries, labels }: Board, { rows, unrated }: RatingTable): Rated {
  const found = new Map<string, RowRating | string>();
  const named = entries.map((entry): Named => {
    const { name, model } = entry.configuration;
    return { name: labels.get(entry)!, aliases: model === null ? [name] : [name, model.name] };
  });
  const voted = [...rows, ...unrated];
  const { matches, doubts } = matchModels(
    named,
    voted.map(({ model }) => ({ name: model, aliases: [] })),
  );
  const pairs = matches.map((match) => ({ ...match, a: [match.a], b: [match.b] }));
  for (const { a, b, isExact } of [...pairs, ...doubts]) {
    const of = voted[b[0]!]!;
    for (const place of a) found.set(named[place]!.name, "why" in of ? of.why : toRating(of, isExact));
  }
  for (const { a, b } of doubts.filter((doubt) => doubt.b.length > 1))
    found.set(named[a[0]!]!.name, `it may be any of ${b.map((place) => voted[place]!.model).join(", ")}`);
  return found;
}

function toRating(
  { model, rank, rating, lower, upper, votes }: RatingTable["rows"][number],
  isExact: boolean,
): RowRating {
  return { model, isExact, rank, rating, lower, upper, votes };
}

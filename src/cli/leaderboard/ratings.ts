import type { BoardRow, Leaderboard, RowRating } from "../../core/leaderboard.ts";
import { countOf } from "../statistics-text.ts";
import type { Quote } from "./words.ts";

/** Ratings of one kind of raters, as a column shows them. */
export interface RatingColumn {
  readonly name: "rating" | "judge";
  readonly isCalibrated: boolean;
  readonly of: (row: BoardRow) => RowRating | null;
}

/** People's ratings and a judge's, as far as the leaderboard has them. */
export function toRatingColumns({ ratings, judgeRatings }: Leaderboard): RatingColumn[] {
  return [
    ...(ratings === undefined
      ? []
      : [{ name: "rating" as const, isCalibrated: true, of: ({ rating }: BoardRow) => rating ?? null }]),
    ...(judgeRatings === undefined
      ? []
      : [
          {
            name: "judge" as const,
            isCalibrated: judgeRatings.isCalibrated,
            of: ({ judgeRating }: BoardRow) => judgeRating ?? null,
          },
        ]),
  ];
}

export const formatRating = ({ rating }: RowRating): string => rating.toFixed(0);

export const formatRatingRange = ({ lower, upper }: RowRating): string =>
  `${lower.toFixed(0)}–${upper.toFixed(0)}`;

/** What must be said of the ratings below a table; nothing where there are none. */
export function describeRatings(board: Leaderboard, quote: Quote): string[] {
  const { ratings, judgeRatings, rows } = board;
  return [
    ...(ratings === undefined
      ? []
      : [
          `Ratings are of people's votes, ${ratings.votes.counted} of ${countOf(ratings.votes.read, "vote")} counted; their ranks are among all ${countOf(ratings.rated, "model")} that these rate.`,
          ...ratings.unrated.map(({ label, why }) => `${quote(label)} has no rating: ${quote(why)}.`),
          ...describeNames(rows, ({ rating }) => rating ?? null, quote),
        ]),
    ...(judgeRatings === undefined
      ? []
      : [
          `The judge's ratings are of a model's votes, ${judgeRatings.votes.counted} of ${countOf(judgeRatings.votes.read, "vote")} counted. ${describeCalibration(judgeRatings)}`,
          ...judgeRatings.unrated.map(
            ({ label, why }) => `${quote(label)} has no rating of the judge: ${quote(why)}.`,
          ),
          ...describeNames(rows, ({ judgeRating }) => judgeRating ?? null, quote),
        ]),
  ];
}

function describeCalibration({
  sharedPairs,
  isCalibrated,
}: NonNullable<Leaderboard["judgeRatings"]>): string {
  const shared = `people judged ${countOf(sharedPairs, "pair")} of apps that it judged`;
  return isCalibrated
    ? `${shared[0]!.toUpperCase()}${shared.slice(1)}; \`buildoff arena judge\` says how far they agree.`
    : `They are uncalibrated: ${shared}, which is too few to say how good it is.`;
}

/** Whose rating it is, where that is not plain. */
function describeNames(
  rows: readonly BoardRow[],
  of: (row: BoardRow) => RowRating | null,
  quote: Quote,
): string[] {
  const rated = rows.flatMap((row) => {
    const rating = of(row);
    return rating === null ? [] : [{ label: row.label, ...rating }];
  });
  const models = Map.groupBy(rated, ({ model }) => model);
  return [...models].flatMap(([model, those]) => [
    ...(those.length === 1
      ? []
      : [
          `${those.map(({ label }) => quote(label)).join(" and ")} share the rating of ${quote(model)}: these votes do not tell agents apart.`,
        ]),
    ...those
      .filter(({ isExact }) => !isExact)
      .map(
        ({ label }) => `${quote(label)} is taken for ${quote(model)}, by what stands behind the last slash.`,
      ),
  ]);
}

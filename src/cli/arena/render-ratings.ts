import Table from "cli-table3";
import type { Reason } from "../../arena/weigh-votes.ts";
import type { RatingRow, RatingTable } from "../../core/rating-table.ts";
import { type Cell, toRecord } from "../../exporters/csv.ts";
import { toCodeCell } from "../../exporters/github-summary/markdown.ts";
import { toOneLine } from "../leaderboard/words.ts";
import { countOf } from "../statistics-text.ts";

/** As public leaderboards name their columns. */
const COLUMNS: Readonly<Record<string, (row: RatingRow) => Cell>> = {
  rank: ({ rank }) => rank,
  model: ({ model }) => model,
  rating: ({ rating }) => rating,
  lower: ({ lower }) => lower,
  upper: ({ upper }) => upper,
  variance: ({ variance }) => variance,
  votes: ({ votes }) => votes,
  organisation: ({ organisation }) => organisation,
  licence: ({ licence }) => licence,
  best_rank: ({ bestRank }) => bestRank,
  worst_rank: ({ worstRank }) => worstRank,
  won: ({ won }) => won,
  lost: ({ lost }) => lost,
  neither: ({ neither }) => neither,
  bootstrap_lower: ({ bootstrap }) => bootstrap?.lower ?? null,
  bootstrap_upper: ({ bootstrap }) => bootstrap?.upper ?? null,
};

export const renderRatingCsv = ({ rows }: RatingTable): string =>
  [Object.keys(COLUMNS), ...rows.map((row) => Object.values(COLUMNS).map((toCell) => toCell(row)))]
    .map(toRecord)
    .join("");

export function renderRatingTable(table: RatingTable): string {
  const resampled = table.bootstrap === null ? [] : ["bootstrap"];
  const head = [
    "rank",
    "all ranks",
    "model",
    "rating",
    "range",
    ...resampled,
    "votes",
    "won",
    "lost",
    "neither",
  ];
  const shown = new Table({
    head,
    style: { head: [], border: [], compact: true },
    colAligns: head.map((name) => (name === "model" ? "left" : "right")),
  });
  for (const row of table.rows) {
    const { rank, model, rating, bootstrap, votes, won, lost, neither } = row;
    shown.push([
      rank,
      ranksOf(row),
      toOneLine(model),
      rating.toFixed(0),
      rangeOf(row),
      ...resampled.map(() => rangeOf(bootstrap)),
      votes,
      won,
      lost,
      neither,
    ]);
  }
  const body = table.rows.length === 0 ? "no model has a rating yet" : shown.toString();
  return `${body}\n\n${toNotes(table, toOneLine).join("\n")}\n`;
}

export function renderRatingMarkdown(table: RatingTable): string {
  const resampled = table.bootstrap === null ? [] : ["Bootstrap"];
  const toLine = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const head = ["Rank", "All ranks", "Model", "Rating", "95 % range", ...resampled, "Votes", "Organisation"];
  const rows = table.rows.map((row) =>
    toLine([
      row.rank,
      ranksOf(row),
      toCodeCell(row.model),
      row.rating.toFixed(0),
      rangeOf(row),
      ...resampled.map(() => rangeOf(row.bootstrap)),
      row.votes,
      row.organisation === null ? "–" : toCodeCell(row.organisation),
    ]),
  );
  const notes = toNotes(table, toCodeCell).map((note) => `- ${note}`);
  return `## Ratings\n\n${[toLine(head), toLine(head.map(() => "---")), ...rows].join("\n")}\n\n${notes.join("\n")}\n`;
}

const ranksOf = ({ bestRank, worstRank }: RatingRow): string =>
  bestRank === worstRank ? String(bestRank) : `${bestRank}–${worstRank}`;

/** Null where no resample could be fitted. */
const rangeOf = (range: { readonly lower: number; readonly upper: number } | null): string =>
  range === null ? "–" : `${range.lower.toFixed(0)}–${range.upper.toFixed(0)}`;

const REASONS: Readonly<Record<Reason, string>> = {
  "attention-pair": "that measure raters",
  "model-rater": "of models, which are rated apart",
  "no-interaction": "of raters who opened or used nothing",
  "too-quick": "that came too soon to have looked",
  "over-daily-cap": "over a day's cap",
  "identity-in-note": "whose note names a model",
  repeated: "on a pair that the rater had judged",
  "inattentive-rater": "of raters who missed attention pairs",
  "outlier-rater": "of suspected raters",
  "one-model": "on two apps of one model",
  "axis-not-answered": "that say nothing on what is rated",
  "unrated-model": "on a model without a rating",
};

/** @param quote what stands around names and other text of others */
function toNotes(table: RatingTable, quote: (text: string) => string): string[] {
  const { votes, gauge, suspects, agreement, fragility, unrated, covariates, axes } = table;
  const left = Object.entries(votes.byReason).map(
    ([reason, count]) => `${count} ${REASONS[reason as Reason]}`,
  );
  const scale =
    gauge.kind === "mean"
      ? `the mean is ${gauge.rating}: ratings shift when models come or go`
      : `${quote(gauge.model)} is set to ${gauge.rating}`;
  return [
    `${votes.counted} of ${countOf(votes.read, "vote")} counted; ${scale}${table.reweighted ? "; a pair counts as at most 50 votes" : ""}`,
    ...(axes.length === 1 && axes[0]!.axis === "overall"
      ? []
      : [
          `rated: ${axes.map(({ axis, weight, votes: of }) => `${axis} (weight ${weight}, ${of} votes)`).join(", ")}`,
        ]),
    ...(left.length === 0 ? [] : [`not counted in full: ${left.join(", ")}`]),
    ...suspects.map(
      ({ rater, pattern, votes: after }) =>
        `suspected: ${quote(rater)} ${quote(pattern)} (seen after ${countOf(after, "vote")})`,
    ),
    ...covariates.map(
      ({ name, points, interval: { lower, upper } }) =>
        `${name} adds ${points.toFixed(0)} points (${lower.toFixed(0)} to ${upper.toFixed(0)}), taken out of the ratings`,
    ),
    ...unrated.map(
      ({ model, why, votes: of }) => `no rating: ${quote(model)} (${countOf(of, "vote")}): ${why}`,
    ),
    ...(table.rows.length === 0 ? [] : [describeRanges(table)]),
    ...(table.bootstrap === null || table.bootstrap.lost === 0 ? [] : [describeLost(table.bootstrap)]),
    describeAgreement(agreement),
    ...(table.rows.length < 2 ? [] : [describeFragility(fragility, quote)]),
  ];
}

function describeRanges({ ranges: { method, by, clusters }, votes: { counted } }: RatingTable): string {
  const groups = `${countOf(clusters, "group")} of votes on ${by === "task" ? "one task" : "the same two apps"}`;
  if (method === "clustered-sandwich") return `ranges allow for votes that depend on each other: ${groups}`;
  return clusters < counted
    ? `ranges take each vote for independent of the others: ${groups} are too few to see how they differ`
    : "ranges take each vote for independent of the others";
}

export const describeLost = ({ resamples, lost }: NonNullable<RatingTable["bootstrap"]>): string =>
  `${lost} of ${countOf(resamples, "resample")} did not join all models by wins, and are left out of the bootstrap`;

function describeAgreement({ alpha, interval, units }: RatingTable["agreement"]): string {
  if (alpha === null)
    return `agreement of raters: not known, ${countOf(units, "pair")} of apps was judged twice`;
  const range = interval === null ? "" : ` (${interval.lower.toFixed(2)} to ${interval.upper.toFixed(2)})`;
  return `agreement of raters: Krippendorff's α ${alpha.toFixed(2)}${range} on ${countOf(units, "pair")} of apps`;
}

function describeFragility(fragility: RatingTable["fragility"], quote: (text: string) => string): string {
  if (fragility === null) return "the first place does not hang on a tenth of the votes";
  const { votes, share, first } = fragility;
  const then = first === null ? "it has no rating any more" : `${quote(first)} is first`;
  return `without ${countOf(votes, "vote")} of these (${(100 * share).toFixed(2)} %), ${then}`;
}

import type { BoardRow, Leaderboard, RowRating } from "../../core/leaderboard.ts";
import { formatCost } from "../../core/format.ts";
import { toCodeCell, toCodeSpan } from "../../exporters/github-summary/markdown.ts";
import { formatEstimate, formatPercent } from "../statistics-text.ts";
import { describeHead, toNotes } from "./notes.ts";
import { formatRating, formatRatingRange, toRatingColumns } from "./ratings.ts";
import { formatTime, formatTokens } from "./words.ts";

/** Names and all other text of runs stand in code spans: in them there is no markup, no HTML, no link and no mention. */
export function renderMarkdown(board: Leaderboard): string {
  const columns = Object.entries(toColumns(board));
  const toLine = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [
    toLine(columns.map(([head]) => head)),
    toLine(columns.map(([, { isText }]) => (isText ? "---" : "---:"))),
    ...board.rows.map((row) => toLine(columns.map(([, { toCell }]) => toCell(row)))),
  ];
  const notes = toNotes(board, quote).map((note) =>
    note.startsWith("  ") ? `  - ${note.trimStart()}` : `- ${note.replace(/^\*/, String.raw`\*`)}`,
  );
  const runs = board.runs.map(
    ({ runId, startedAt, buildoff, finished, planned, sha256 }) =>
      `  - ${toCodeSpan(runId)}, ${startedAt.slice(0, 10)}, buildoff ${toCodeSpan(buildoff)}, ${finished} of ${planned} trials, sha256 of summary.json \`${sha256}\``,
  );
  return `## Leaderboard\n\n${describeHead(board, quote)}\n\n${table.join("\n")}\n\n${[...notes, "- Runs:", ...runs].join("\n")}\n`;
}

const quote = (given: string): string => toCodeSpan(given);

interface Column {
  readonly isText: boolean;
  readonly toCell: (row: BoardRow) => string;
}

const text = (toCell: Column["toCell"]): Column => ({ isText: true, toCell });
const figure = (toCell: Column["toCell"]): Column => ({ isText: false, toCell });

function toRatings(board: Leaderboard): Readonly<Record<string, Column>> {
  return Object.fromEntries(
    toRatingColumns(board).flatMap(({ name, isCalibrated, of }) => {
      const head = `${HEADS[name]}${isCalibrated ? "" : " (*uncalibrated*)"}`;
      const show = (toText: (rating: RowRating) => string): Column =>
        figure((row) => {
          const rating = of(row);
          return rating === null ? "–" : toText(rating);
        });
      return [
        [head, show((rating) => `${formatRating(rating)} (${formatRatingRange(rating)})`)],
        [`${head}: rank`, show(({ rank }) => `${rank}`)],
      ];
    }),
  );
}

const HEADS = { rating: "Rating", judge: "Judge's rating" } as const;

function toColumns(board: Leaderboard): Readonly<Record<string, Column>> {
  const { slices, k } = board;
  return {
    Rank: figure(({ rank, isOnParetoFront }) => `${rank ?? "–"}${isOnParetoFront ? String.raw` \*` : ""}`),
    ...(slices.length === 0 ? {} : { Overall: figure(({ overallRank }) => `${overallRank ?? "–"}`) }),
    Configuration: text(({ label }) => toCodeCell(label)),
    Organisation: text(({ configuration: { model } }) =>
      model?.metadata.organisation === undefined ? "–" : toCodeCell(model.metadata.organisation),
    ),
    Score: figure(({ score }) => formatEstimate(score, 1)),
    ...toRatings(board),
    "Pass rate": figure(({ passRate }) => formatEstimate(passRate, 1)),
    [`pass^${k ?? "k"}`]: figure(({ passAt }) => formatPercent(passAt?.allOf ?? null)),
    [`pass@${k ?? "k"}`]: figure(({ passAt }) => formatPercent(passAt?.anyOf ?? null)),
    "Cost a trial": figure(({ perTrial }) => formatCost(perTrial.costUsd)),
    "Cost a passed trial": figure(({ passed, costPerPassedUsd }) =>
      passed === 0 ? "–" : formatCost(costPerPassedUsd),
    ),
    "Working time": figure(({ perTrial }) => formatTime(perTrial.workingMs)),
    Tokens: figure(({ perTrial }) => formatTokens(perTrial.tokens)),
    Passed: figure(({ passed }) => `${passed}`),
    Scored: figure(({ scored }) => `${scored}`),
    Trials: figure(({ trials }) => `${trials}`),
    "Infrastructure errors": figure(({ infraErrors }) => `${infraErrors}`),
    Date: text(({ lastRunAt }) => lastRunAt.slice(0, 10)),
    buildoff: text(({ buildoff }) => buildoff.map(toCodeCell).join(", ")),
    Runs: text(({ runs }) => runs.map(toCodeCell).join(", ")),
  };
}

import Table from "cli-table3";
import type { BoardRow, Leaderboard } from "../../core/leaderboard.ts";
import type { Estimate } from "../../core/estimate.ts";
import { formatCost } from "../../core/format.ts";
import { formatPercent } from "../statistics-text.ts";
import { describeHead, toNotes } from "./notes.ts";
import { formatRating, formatRatingRange, type RatingColumn, toRatingColumns } from "./ratings.ts";
import { formatTime, formatTokens, toOneLine } from "./words.ts";

/** What belongs together stands in one cell, one below the other, so that the table fits 100 columns. */
interface Column {
  readonly head: string;
  /** Padding included. */
  readonly width: number;
  readonly toCell: (row: BoardRow) => string;
}

const PADDING = 2;
const LEAST_WIDTH = 21;
const MOST_WIDTH = 70;

/** A judge's ratings make it wider than 100 columns. */
export function renderTable(board: Leaderboard, columns: number): string {
  const others = [toRankColumn(board), ...toFigureColumns(board)];
  const borders = others.length + 2;
  const rest = columns - borders - PADDING - others.reduce((sum, { width }) => sum + width, 0);
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, rest));
  const [ofRank, ...ofFigures] = others;
  const shown = [ofRank!, toNameColumn(board, width), ...ofFigures];
  const table = new Table({
    head: shown.map(({ head }) => head),
    style: { head: [], border: [] },
    colAligns: shown.map((_, place) => (place === 1 ? "left" : "right")),
    colWidths: shown.map((column) => column.width),
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const row of board.rows) table.push(shown.map(({ toCell }) => toCell(row)));
  const body = board.rows.length === 0 ? "no configuration fits this slice" : table.toString();
  return `${[describeHead(board, toOneLine), body, ...toNotes(board, toOneLine), ...listRuns(board)].join("\n")}\n`;
}

function toRankColumn({ slices }: Leaderboard): Column {
  const isSliced = slices.length > 0;
  return {
    head: isSliced ? "rank\nof all" : "rank",
    width: 8,
    toCell: ({ isOnParetoFront, rank, overallRank }) => {
      const own = `${isOnParetoFront ? "* " : ""}${rank ?? "–"}`;
      return isSliced ? `${own}\n${overallRank ?? "–"}` : own;
    },
  };
}

const toNameColumn = (board: Leaderboard, width: number): Column => ({
  head: "configuration\norganisation, runs",
  width: width + PADDING,
  toCell: (row) => {
    const { metadata } = row.configuration.model ?? {};
    const numbers = row.runs.map((runId) => 1 + board.runs.findIndex((run) => run.runId === runId));
    const runs = `${numbers.length === 1 ? "run" : "runs"} ${formatNumbers(numbers)}`;
    const about = `${toOneLine(metadata?.organisation ?? "–")}, ${runs}`;
    return `${wrapName(toOneLine(row.label), width)}\n${wrapName(about, width)}`;
  },
});

function toFigureColumns(board: Leaderboard): Column[] {
  const ratings = toRatingColumns(board).map(toRatingColumn);
  const score: Column = { head: "score", width: 12, toCell: (row) => formatStacked(row.score) };
  const passRate: Column = { head: "pass rate", width: 12, toCell: (row) => formatStacked(row.passRate) };
  const both: Column = {
    head: "score\npass rate",
    width: 12,
    toCell: (row) => `${score.toCell(row)}\n${passRate.toCell(row)}`,
  };
  return [
    ...(ratings.length === 0 ? [score, passRate] : [both, ...ratings]),
    {
      head: "pass^k\npass@k",
      width: 9,
      toCell: ({ passAt }) =>
        passAt === null ? "–" : `${formatPercent(passAt.allOf)}\n${formatPercent(passAt.anyOf)}`,
    },
    {
      head: "$ a trial\n$ a pass",
      width: 11,
      toCell: ({ perTrial, passed, costPerPassedUsd }) =>
        `${formatCost(perTrial.costUsd)}\n${passed === 0 ? "–" : formatCost(costPerPassedUsd)}`,
    },
    {
      head: "time\ntokens",
      width: 8,
      toCell: ({ perTrial }) => `${formatTime(perTrial.workingMs)}\n${formatTokens(perTrial.tokens)}`,
    },
    {
      head: board.rows.some(({ infraErrors }) => infraErrors > 0) ? "scored\nof\nlost" : "scored\nof",
      width: 8,
      toCell: ({ scored, trials, infraErrors }) =>
        `${scored}\n${trials}${infraErrors === 0 ? "" : `\n${infraErrors}`}`,
    },
  ];
}

const toRatingColumn = ({ name, isCalibrated, of }: RatingColumn): Column => ({
  head: `${name}\n${isCalibrated ? "range" : "uncalibrated"}`,
  width: isCalibrated ? 12 : 14,
  toCell: (row) => {
    const rating = of(row);
    return rating === null
      ? "–"
      : `${formatRating(rating)}\n${formatRatingRange(rating)}\nrank ${rating.rank}`;
  },
});

/** Of sorted numbers: `1–3 5`. */
function formatNumbers(numbers: readonly number[]): string {
  const starts = numbers.filter((number, index) => numbers[index - 1] !== number - 1);
  const ends = numbers.filter((number, index) => numbers[index + 1] !== number + 1);
  return starts
    .map((start, index) => (start === ends[index] ? `${start}` : `${start}–${ends[index]}`))
    .join(" ");
}

function formatStacked({ value, interval }: Estimate): string {
  if (value === null) return "–";
  const range =
    interval === null ? "?" : `${(interval.lower * 100).toFixed(1)}–${(interval.upper * 100).toFixed(1)}`;
  return `${formatPercent(value)}\n${range}`;
}

/** Breaks where names have their joints: behind a space, a slash, a hyphen, a colon or a point. */
function wrapName(text: string, width: number): string {
  const lines = [""];
  for (const part of text.match(/[^\s/\-:._]*[\s/\-:._]*/g) ?? []) {
    const last = lines.at(-1)!;
    if (last.length + part.trimEnd().length <= width || last === "") lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}

function listRuns({ runs }: Leaderboard): string[] {
  return [
    "Runs:",
    ...runs.map(
      ({ runId, startedAt, buildoff, finished, planned, derivedFrom }, index) =>
        `  ${index + 1}  ${startedAt.slice(0, 10)}  buildoff ${toOneLine(buildoff)}  ${finished} of ${planned} trials  ${toOneLine(runId)}${derivedFrom === null ? "" : `, rescored from ${toOneLine(derivedFrom)}`}`,
    ),
  ];
}

import Table from "cli-table3";
import type { BoardRow, Leaderboard } from "../../core/leaderboard.ts";
import type { Estimate } from "../../core/estimate.ts";
import { formatCost } from "../../core/format.ts";
import { formatPercent } from "../statistics-text.ts";
import { describeHead, toNotes } from "./notes.ts";
import { formatTime, formatTokens, toOneLine } from "./words.ts";

/** Of the columns beside the configuration's, padding included. */
const WIDTHS = [8, 12, 12, 9, 11, 8, 8] as const;
const BORDERS = 9;
const PADDING = 2;
const LEAST_WIDTH = 21;
const MOST_WIDTH = 70;

/** What belongs together stands in one cell, one below the other, so that the table fits 100 columns. */
export function renderTable(board: Leaderboard, columns: number): string {
  const rest = columns - BORDERS - PADDING - WIDTHS.reduce((sum, width) => sum + width, 0);
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, rest));
  const [ofRank, ...ofFigures] = WIDTHS;
  const isSliced = board.slices.length > 0;
  const table = new Table({
    head: [
      isSliced ? "rank\nof all" : "rank",
      "configuration\norganisation, runs",
      "score",
      "pass rate",
      "pass^k\npass@k",
      "$ a trial\n$ a pass",
      "time\ntokens",
      board.rows.some(({ infraErrors }) => infraErrors > 0) ? "scored\nof\nlost" : "scored\nof",
    ],
    style: { head: [], border: [] },
    colAligns: ["right", "left", "right", "right", "right", "right", "right", "right"],
    colWidths: [ofRank, width + PADDING, ...ofFigures],
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const row of board.rows) table.push(toCells(row, { board, width, isSliced }));
  const shown = board.rows.length === 0 ? "no configuration fits this slice" : table.toString();
  return `${[describeHead(board, toOneLine), shown, ...toNotes(board, toOneLine), ...listRuns(board)].join("\n")}\n`;
}

interface CellContext {
  readonly board: Leaderboard;
  readonly width: number;
  readonly isSliced: boolean;
}

function toCells(row: BoardRow, { board, width, isSliced }: CellContext): string[] {
  const { metadata } = row.configuration.model ?? {};
  const numbers = row.runs.map((runId) => 1 + board.runs.findIndex((run) => run.runId === runId));
  const rank = `${row.isOnParetoFront ? "* " : ""}${row.rank ?? "–"}`;
  const runs = `${numbers.length === 1 ? "run" : "runs"} ${formatNumbers(numbers)}`;
  const about = `${toOneLine(metadata?.organisation ?? "–")}, ${runs}`;
  return [
    isSliced ? `${rank}\n${row.overallRank ?? "–"}` : rank,
    `${wrapName(toOneLine(row.label), width)}\n${wrapName(about, width)}`,
    formatStacked(row.score),
    formatStacked(row.passRate),
    row.passAt === null ? "–" : `${formatPercent(row.passAt.allOf)}\n${formatPercent(row.passAt.anyOf)}`,
    `${formatCost(row.perTrial.costUsd)}\n${row.passed === 0 ? "–" : formatCost(row.costPerPassedUsd)}`,
    `${formatTime(row.perTrial.workingMs)}\n${formatTokens(row.perTrial.tokens)}`,
    `${row.scored}\n${row.trials}${row.infraErrors === 0 ? "" : `\n${row.infraErrors}`}`,
  ];
}

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

import Table from "cli-table3";
import type { Summary } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { formatCost, formatDuration } from "../core/format.ts";
import { renderGroupTable } from "./summary-text.ts";
import { describeResult } from "./progress/words.ts";

/** Characters of the verdict's column; the others take about so many beside the trial's id. */
const MIN_VERDICT_WIDTH = 24;
const MAX_VERDICT_WIDTH = 60;
const OTHER_WIDTHS = 44;

export interface RunTable {
  readonly summary: Summary;
  readonly rows: readonly TrialRow[];
}

/** Trials that are listed one by one; of more, what they add up to says more. */
const MOST_LISTED = 60;

/** Every trial in a line, and what they add up to, with both denominators. */
export function renderResultTable({ summary, rows }: RunTable, columns: number): string {
  const parts = [
    rows.length <= MOST_LISTED ? renderTrials(rows, columns) : null,
    renderGroupTable(summary.groups),
    summarizeInWords(summary),
  ];
  return parts.filter((part) => part !== null).join("\n");
}

function renderTrials(rows: readonly TrialRow[], columns: number): string {
  const idWidth = Math.max(0, ...rows.map(({ id }) => id.length));
  const table = new Table({
    head: ["trial", "score", "verdict", "time", "tokens", "cost"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "left", "right", "right", "right"],
    colWidths: [
      null,
      null,
      Math.max(MIN_VERDICT_WIDTH, Math.min(MAX_VERDICT_WIDTH, columns - idWidth - OTHER_WIDTHS)),
      null,
      null,
      null,
    ],
    wordWrap: true,
  });
  for (const row of rows) {
    const { usage } = row;
    table.push([
      row.id,
      row.score === null ? "–" : row.score.toFixed(2),
      describeResult(row),
      formatDuration(row.durationMs),
      usage.inputTokens + usage.outputTokens,
      formatCost(usage.costUsd),
    ]);
  }
  return table.toString();
}

function summarizeInWords(summary: Summary): string {
  const { passed, scored, planned, infraErrors, finished, usage } = summary;
  const rest = [
    infraErrors > 0 ? `${infraErrors} infrastructure errors, not counted` : null,
    finished < planned ? `${planned - finished} not run` : null,
  ].filter((part) => part !== null);
  const tail = rest.length === 0 ? "" : ` (${rest.join("; ")})`;
  return `${passed} of ${scored} scored trials passed, of ${planned} planned${tail}; cost ${formatCost(usage.costUsd)}`;
}

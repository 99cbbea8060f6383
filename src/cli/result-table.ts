import Table from "cli-table3";
import type { RunEnd } from "../runner/run.ts";
import { formatCost, formatDuration } from "../core/units.ts";
import { describeResult } from "./progress/words.ts";

/** Characters of the verdict's column; the others take about so many beside the trial's id. */
const MIN_VERDICT_WIDTH = 24;
const MAX_VERDICT_WIDTH = 60;
const OTHER_WIDTHS = 44;

/** Every trial in a line, and what they add up to, with both denominators. */
export function renderResultTable({ summary, results }: RunEnd, columns: number): string {
  const idWidth = Math.max(0, ...results.map(({ trial }) => trial.id.length));
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
  for (const result of results) {
    const { usage } = result;
    table.push([
      result.trial.id,
      result.score === null ? "–" : result.score.toFixed(2),
      describeResult(result),
      formatDuration(result.durationMs),
      usage.inputTokens + usage.outputTokens,
      formatCost(usage.costUsd),
    ]);
  }
  return `${table.toString()}\n${summarizeInWords(summary)}`;
}

function summarizeInWords(summary: RunEnd["summary"]): string {
  const { passed, scored, planned, infraErrors, finished, usage } = summary;
  const rest = [
    infraErrors > 0 ? `${infraErrors} infrastructure errors, not counted` : null,
    finished < planned ? `${planned - finished} not run` : null,
  ].filter((part) => part !== null);
  const tail = rest.length === 0 ? "" : ` (${rest.join("; ")})`;
  return `${passed} of ${scored} scored trials passed, of ${planned} planned${tail}; cost ${formatCost(usage.costUsd)}`;
}

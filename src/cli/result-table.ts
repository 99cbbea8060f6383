import Table from "cli-table3";
import type { RunEnd } from "../runner/run.ts";
import { formatCost, formatDuration } from "../core/units.ts";
import { describeResult } from "./progress/words.ts";

/** Every trial in a line, and what they add up to, with both denominators. */
export function renderResultTable({ summary, results }: RunEnd): string {
  const table = new Table({
    head: ["trial", "score", "verdict", "time", "tokens", "cost"],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "left", "right", "right", "right"],
    colWidths: [null, null, 60, null, null, null],
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

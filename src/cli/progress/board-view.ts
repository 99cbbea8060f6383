import { Box, Static, Text } from "ink";
import { createElement, type ReactElement } from "react";
import type { TrialRow } from "../../core/trial-row.ts";
import { formatCost, formatDuration } from "../../core/format.ts";
import { type ActiveTrial, type Board, estimateRemaining, totalUsage } from "./board.ts";
import { describeResult } from "./words.ts";

/** What scrolls away above the board. */
export type LogEntry =
  | { readonly kind: "note"; readonly line: string }
  | { readonly kind: "result"; readonly result: TrialRow };

export interface BoardViewProps {
  readonly board: Board;
  /** Append-only: what has scrolled away is never drawn again. */
  readonly log: readonly LogEntry[];
  readonly nowMs: number;
}

const h = createElement;

/** Finished trials scroll away above; below stand those under way and the totals. */
export function BoardView({ board, log, nowMs }: BoardViewProps): ReactElement {
  const lines = log.map((entry, index) => ({
    key: String(index),
    element: entry.kind === "note" ? h(Text, { dimColor: true }, entry.line) : renderResult(entry.result),
  }));
  return h(
    Box,
    { flexDirection: "column" },
    h(Static<(typeof lines)[number]>, {
      items: lines,
      children: ({ key, element }) => h(Box, { key }, element),
    }),
    ...board.active.map((trial) => renderActive(trial, nowMs)),
    renderTotals(board, nowMs),
  );
}

function renderResult(result: TrialRow): ReactElement {
  const [color, sign] =
    result.passed === null
      ? (["yellow", "?"] as const)
      : result.passed
        ? (["green", "✓"] as const)
        : (["red", "✗"] as const);
  return h(
    Text,
    {},
    h(Text, { color }, `${sign} `),
    `${result.id}  ${describeResult(result)}  `,
    h(Text, { dimColor: true }, formatDuration(result.durationMs)),
  );
}

function renderActive(trial: ActiveTrial, nowMs: number): ReactElement {
  const { usage, checksDone, checksPassed } = trial;
  const tokens = usage.inputTokens + usage.outputTokens;
  const parts = [
    formatDuration(Math.max(0, nowMs - trial.startedAtMs)),
    tokens > 0 ? `${tokens} tokens` : null,
    checksDone > 0 ? `${checksPassed}/${checksDone} checks` : null,
  ].filter((part) => part !== null);
  return h(
    Text,
    { key: trial.id, wrap: "truncate" },
    h(Text, { color: "cyan" }, trial.phase.padEnd(7)),
    ` ${trial.id}  `,
    h(Text, { dimColor: true }, parts.join("  ")),
  );
}

function renderTotals(board: Board, nowMs: number): ReactElement {
  const usage = totalUsage(board);
  const passed = board.results.filter((result) => result.passed === true).length;
  const remaining = estimateRemaining(board, nowMs);
  const parts = [
    `${board.results.length}/${board.planned} done`,
    `${passed} passed`,
    `${usage.inputTokens + usage.outputTokens} tokens`,
    `cost ${formatCost(usage.costUsd)}`,
    formatDuration(nowMs - board.startedAtMs),
    remaining === null || remaining === 0 ? null : `about ${formatDuration(remaining)} left`,
  ].filter((part) => part !== null);
  return h(Text, { key: "totals", bold: true }, parts.join(" · "));
}

import type { Exporter, RunData } from "../core/exporter.ts";
import type { TrialRow } from "../core/trial-row.ts";

export type Cell = string | number | boolean | null;

/** Lists are joined by spaces: ids of checks hold none. What is null is an empty cell. */
const COLUMNS: Readonly<Record<string, (row: TrialRow) => Cell>> = {
  id: ({ id }) => id,
  fingerprint: ({ fingerprint }) => fingerprint,
  suite: ({ suite }) => suite,
  task: ({ task }) => task,
  language: ({ language }) => language,
  seed: ({ seed }) => seed,
  agent: ({ agent }) => agent,
  model: ({ model }) => model,
  attempt: ({ attempt }) => attempt,
  outcome: ({ outcome }) => outcome.kind,
  limit: ({ outcome }) => ("limit" in outcome ? outcome.limit : null),
  errorCode: ({ outcome }) => ("code" in outcome ? outcome.code : null),
  outcomeMessage: ({ outcome }) => ("message" in outcome ? outcome.message : null),
  phase: ({ phase }) => phase,
  failedPhase: ({ failedPhase }) => failedPhase,
  score: ({ score }) => score,
  passed: ({ passed }) => passed,
  message: ({ message }) => message,
  checks: ({ checks }) => checks,
  failedChecks: ({ failedChecks }) => failedChecks.join(" "),
  forgotten: ({ forgotten }) => forgotten.join(" "),
  workspace: ({ workspace }) => workspace,
  answeredModel: ({ answeredModel }) => answeredModel,
  requests: ({ usage }) => usage.requests,
  unmeteredRequests: ({ usage }) => usage.unmeteredRequests,
  inputTokens: ({ usage }) => usage.inputTokens,
  outputTokens: ({ usage }) => usage.outputTokens,
  cacheReadTokens: ({ usage }) => usage.cacheReadTokens,
  cacheWriteTokens: ({ usage }) => usage.cacheWriteTokens,
  reasoningTokens: ({ usage }) => usage.reasoningTokens,
  costUsd: ({ usage }) => usage.costUsd,
  accessibilityViolations: ({ quality }) => quality?.accessibilityViolations ?? null,
  consoleErrors: ({ quality }) => quality?.consoleErrors ?? null,
  consoleWarnings: ({ quality }) => quality?.consoleWarnings ?? null,
  failedRequests: ({ quality }) => quality?.failedRequests ?? null,
  pageRequests: ({ quality }) => quality?.requests ?? null,
  transferBytes: ({ quality }) => quality?.transferBytes ?? null,
  domNodes: ({ quality }) => quality?.domNodes ?? null,
  firstContentfulPaintMs: ({ quality }) => quality?.firstContentfulPaintMs ?? null,
  largestContentfulPaintMs: ({ quality }) => quality?.largestContentfulPaintMs ?? null,
  cumulativeLayoutShift: ({ quality }) => quality?.cumulativeLayoutShift ?? null,
  securityHeaders: ({ quality }) => quality?.securityHeaders ?? null,
  firstPage: ({ firstPage }) => firstPage,
  tries: ({ tries }) => tries,
  startedAt: ({ startedAt }) => startedAt,
  durationMs: ({ durationMs }) => durationMs,
  workingMs: ({ workingMs }) => workingMs,
};

/**
 * CSV as RFC 4180 has it, in UTF-8: CRLF, quotes doubled, one header. A text that a spreadsheet could take for a formula
 * gets an apostrophe before it, and so does one that begins with an apostrophe: whoever reads it takes one away.
 */
export const csv: Exporter = {
  name: "csv",
  summary: "CSV (RFC 4180), one row a trial",
  isPartOfRun: false,
  render: (run) => [{ path: "trials.csv", content: renderRecords(run) }],
};

async function* renderRecords({ rows }: RunData): AsyncGenerator<string> {
  yield toRecord(Object.keys(COLUMNS));
  for await (const row of rows()) yield toRecord(Object.values(COLUMNS).map((toCell) => toCell(row)));
}

export const toRecord = (cells: readonly Cell[]): string => `${cells.map(toField).join(",")}\r\n`;

/** Full-width signs begin a formula in East Asian spreadsheets; white space before one does not hide it. */
const FORMULA = /^(?:['\t\r\n]|\s*[=+\-@＝＋－＠])/;
const SPECIAL = /[",\r\n]/;
/** Neither RFC 4180 nor its readers know them. */
const CONTROLS = /[\0-\b\v\f\u000E-\u001F\u007F]/g;

function toField(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  const safe = text.toWellFormed().replaceAll(CONTROLS, "\uFFFD");
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

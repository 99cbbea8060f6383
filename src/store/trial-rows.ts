import { type TrialRow, TrialRowSchema } from "../core/trial-row.ts";
import { readRecords } from "./lines.ts";

/**
 * A run's `trials.jsonl`, row by row. Holding 100,000 rows against their whole schema takes longer than all that is
 * computed of them: what is read everywhere is looked at, and `verify` looks at the rest.
 * @throws UserError `invalid-result-file` with the line
 */
export const readRows = (file: string): AsyncGenerator<TrialRow> =>
  readRecords(file, TrialRowSchema, looksLikeRow);

function looksLikeRow(value: unknown): value is TrialRow {
  if (typeof value !== "object" || value === null) return false;
  const { id, task, language, agent, model, outcome, score, passed, usage, ...rest } = value as TrialRow;
  return (
    [id, task, language, agent].every((text) => typeof text === "string") &&
    (model === null || typeof model === "string") &&
    typeof outcome?.kind === "string" &&
    (score === null ? passed === null : score >= 0 && score <= 1 && typeof passed === "boolean") &&
    isNumber(usage?.inputTokens) &&
    isNumber(usage.outputTokens) &&
    (usage.costUsd === null || isNumber(usage.costUsd)) &&
    isNumber(rest.durationMs) &&
    isNumber(rest.workingMs) &&
    (rest.quality === null || typeof rest.quality === "object") &&
    Array.isArray(rest.failedChecks) &&
    Array.isArray(rest.checkpoints)
  );
}

const isNumber = (value: unknown): boolean => typeof value === "number" && value >= 0;

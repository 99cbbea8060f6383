import type { TrialResult } from "../core/result.ts";
import type { TrialRow } from "../core/trial-row.ts";

/** As much of a trial's row as says how it ended. */
export type EndedRow = Pick<
  TrialRow,
  "outcome" | "failedPhase" | "passed" | "message" | "checks" | "failedChecks"
>;

/** As much of a trial's result. */
export type EndedTrial = Pick<TrialResult, "outcome" | "failedPhase" | "passed" | "turns">;

/** What ended a trial and what came of it, in one sentence of plain words without a full stop. It holds text of strangers. */
export function describeEnd({ turns, ...result }: EndedTrial): string {
  const last = turns.at(-1);
  const checks = last?.checks ?? [];
  return describeRowEnd({
    ...result,
    message: last?.message ?? null,
    checks: checks.length,
    failedChecks: checks.filter(({ passed }) => !passed).map(({ id }) => id),
  });
}

/** As `describeEnd`, of what stands in `trials.jsonl`. */
export function describeRowEnd(row: EndedRow): string {
  const { outcome } = row;
  const grade = describeGrade(row);
  switch (outcome.kind) {
    case "infra-error":
      return `Not scored: ${outcome.message} (infrastructure, counts against nobody)`;
    case "cancelled":
      return `Not scored: ${outcome.message} (cancelled, counts against nobody)`;
    case "limit":
      return `Stopped by the limit ${outcome.limit} (${outcome.message}), ${toRest(grade)}`;
    case "agent-error":
      return `The agent did not come to its end (${outcome.message}), ${toRest(grade)}`;
    case "completed":
      return grade === null ? "Not scored: nothing was graded" : capitalize(grade);
  }
}

const toRest = (grade: string | null): string =>
  grade === null ? "and nothing was left to grade" : `then graded: ${grade}`;

/** What the checks came to; null where nothing was graded. */
function describeGrade({ passed, failedPhase, message, checks, failedChecks }: EndedRow): string | null {
  if (passed === null) return null;
  const failed = failedChecks.length;
  if (failedPhase !== null)
    return `failed: ${FAILED_PHASES[failedPhase]}${message === null ? "" : `: ${message}`}`;
  if (!passed) return checks === 1 ? "failed the only check" : `failed ${failed} of ${checks} checks`;
  if (checks === 1) return "passed the only check";
  return failed === 0
    ? `passed all ${checks} checks`
    : `passed, though ${failed} of ${checks} checks failed that are not required`;
}

const FAILED_PHASES: Readonly<Record<NonNullable<EndedRow["failedPhase"]>, string>> = {
  freeze: "what the agent left could not be collected",
  build: "the app did not build",
  serve: "the app did not start",
  check: "the app kept the checks from coming to their end",
};

const capitalize = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

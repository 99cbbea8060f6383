import type { TrialRow } from "../../core/trial-row.ts";

/** A result in one line: `passed`, `failed 7/12 checks: adds-expense, …`, `infrastructure error (engine): …`. */
export function describeResult(result: TrialRow): string {
  const { outcome, passed, failedPhase } = result;
  if (outcome.kind === "infra-error") return `infrastructure error (${outcome.code}): ${outcome.message}`;
  if (outcome.kind === "cancelled") return `cancelled: ${outcome.message}`;
  const how = outcome.kind === "completed" ? "" : ` (${outcome.kind}: ${outcome.message})`;
  if (passed === true) return `passed${how}`;
  if (failedPhase !== null) return `failed at ${failedPhase}: ${result.message ?? "no reason known"}${how}`;
  const { failedChecks, checks } = result;
  return `failed ${failedChecks.length} of ${checks} checks: ${failedChecks.join(", ")}${how}`;
}

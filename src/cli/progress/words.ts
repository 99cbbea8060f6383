import type { TrialResult } from "../../core/result.ts";

/** A result in one line: `passed`, `failed 7/12 checks: adds-expense, …`, `infrastructure error (engine): …`. */
export function describeResult(result: TrialResult): string {
  const { outcome, passed, failedPhase } = result;
  if (outcome.kind === "infra-error") return `infrastructure error (${outcome.code}): ${outcome.message}`;
  if (outcome.kind === "cancelled") return `cancelled: ${outcome.message}`;
  const last = result.turns.at(-1);
  const how = outcome.kind === "completed" ? "" : ` (${outcome.kind}: ${outcome.message})`;
  if (passed === true) return `passed${how}`;
  if (failedPhase !== null) return `failed at ${failedPhase}: ${last?.message ?? "no reason known"}${how}`;
  const failed = (last?.checks ?? []).filter((check) => !check.passed);
  const total = last?.checks.length ?? 0;
  return `failed ${failed.length} of ${total} checks: ${failed.map((check) => check.id).join(", ")}${how}`;
}

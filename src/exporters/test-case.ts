import type { CheckResult, Evidence } from "../core/check.ts";
import type { TrialResult } from "../core/result.ts";

/** One check of a trial, as reports of tests have it; or the trial itself, where no check says how it went. */
export interface TestCase {
  readonly id: string;
  readonly name: string;
  readonly kind: "passed" | "failed" | "error" | "skipped";
  /** Kind of the check, code of the error, or why it was skipped. */
  readonly type: string;
  /** Empty where it passed. */
  readonly message: string;
  /** Everything that is known of a failure, line by line. */
  readonly detail: string;
  readonly check: CheckResult | null;
}

/**
 * A failed check is a failure, an infrastructure error an error; what was cancelled, by a budget or by a person, or never
 * run, is skipped.
 *
 * @param result null where the trial was not finished
 */
export function toTestCases(result: TrialResult | null): TestCase[] {
  if (result === null) return [toTrialCase("skipped", "not-run", "the trial was not run")];
  const { outcome, passed } = result;
  if (outcome.kind === "infra-error") return [toTrialCase("error", outcome.code, outcome.message)];
  if (outcome.kind === "cancelled") return [toTrialCase("skipped", outcome.kind, outcome.message)];
  const last = result.turns.at(-1);
  const cases = (last?.checks ?? []).map(toCheckCase);
  if (passed === true || cases.some(({ kind }) => kind === "failed")) return cases;
  const why = outcome.kind === "completed" ? null : outcome.message;
  return [...cases, toTrialCase("failed", outcome.kind, last?.message ?? why ?? "the trial did not pass")];
}

function toTrialCase(kind: TestCase["kind"], type: string, message: string): TestCase {
  return { id: "trial", name: "trial", kind, type, message, detail: message, check: null };
}

function toCheckCase(check: CheckResult): TestCase {
  const { id, title, passed, kind, evidence } = check;
  const name = title === "" ? id : title;
  if (passed) return { id, name, kind: "passed", type: kind, message: "", detail: "", check };
  const detail = toDetail(evidence);
  return { id, name, kind: "failed", type: kind, message: evidence.message, detail, check };
}

function toDetail({ message, step, expected, actual, parts }: Evidence): string {
  const named = Object.entries({ step, expected, actual }).filter(([, value]) => value !== null);
  const failed = parts.filter((part) => !part.passed);
  return [
    message,
    ...named.map(([name, value]) => `${name}: ${value}`),
    ...failed.map((part) => `${part.title}: ${part.message ?? "failed"}`),
  ].join("\n");
}

import type { CheckResult, CheckSpec, CheckVerdict } from "./check.ts";

/** The score of a set of checks. */
export interface Score {
  /** Weighted mean of the checks' scores, 0..1. */
  readonly score: number;
  /** True when every required check passed, and there is at least one check. */
  readonly passed: boolean;
}

/** Weighted mean and pass, over checks that were all run. An empty list scores 0 and does not pass. */
export function scoreChecks(
  checks: readonly Pick<CheckResult, "score" | "passed" | "weight" | "required">[],
): Score {
  const weight = checks.reduce((sum, check) => sum + check.weight, 0);
  if (weight === 0) return { score: 0, passed: false };
  const earned = checks.reduce((sum, check) => sum + check.score * check.weight, 0);
  const required = checks.filter((check) => check.required);
  return {
    score: earned / weight,
    passed: (required.length > 0 ? required : checks).every((check) => check.passed),
  };
}

/** The checks that hold at a turn: those of it and of every earlier one. */
export function checksAtTurn<Check extends Pick<CheckSpec, "turn">>(
  checks: readonly Check[],
  turn: number,
): Check[] {
  return checks.filter((check) => check.turn <= turn);
}

/** Joins a verdict with what its task says of the check. */
export function toCheckResult(check: CheckSpec, verdict: CheckVerdict): CheckResult {
  const { title, kind, weight, required, turn } = check;
  return { ...verdict, title: title ?? check.id, kind, weight, required, turn };
}

/** The verdict of every check of an app that never came up. */
export function unservedVerdict(check: CheckSpec, message: string): CheckVerdict {
  return {
    id: check.id,
    passed: false,
    score: 0,
    evidence: { message, step: null, expected: null, actual: null, parts: [] },
  };
}

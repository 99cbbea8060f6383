import type { CheckVerdict, Evidence } from "../core/check.ts";

/** A verdict before the checker adds the id. */
export type Finding = Omit<CheckVerdict, "id">;

const NO_DETAILS = { step: null, expected: null, actual: null, parts: [] };

/** The requirement holds. */
export function pass(message: string, details: Partial<Evidence> = {}): Finding {
  return { passed: true, score: 1, evidence: { ...NO_DETAILS, ...details, message } };
}

/** The requirement does not hold. */
export function fail(message: string, details: Partial<Evidence> = {}): Finding {
  return { passed: false, score: 0, evidence: { ...NO_DETAILS, ...details, message } };
}

/** A failure with what was expected and found; whoever runs the check makes a verdict of it. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  readonly expected: string | null;
  readonly actual: string | null;

  constructor(
    message: string,
    details: { expected?: string | null; actual?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.expected = details.expected ?? null;
    this.actual = details.actual ?? null;
  }
}

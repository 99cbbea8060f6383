import { expect, it } from "vitest";
import { chooseExitCode } from "../../src/cli/finish.ts";
import type { Outcome } from "../../src/core/outcome.ts";
import type { Summary } from "../../src/core/summary.ts";
import { makeCheck, makeManifest, makeResult, makeSummary, makeTrial } from "../support/results.ts";

interface Counts {
  readonly passed?: number;
  readonly failed?: number;
  readonly infraErrors?: number;
  readonly cancelled?: number;
  /** Planned, and never begun. */
  readonly missing?: number;
}

function summaryOf({ passed = 0, failed = 0, infraErrors = 0, cancelled = 0, missing = 0 }: Counts): Summary {
  const lost: Outcome = { kind: "infra-error", code: "engine", message: "the engine went away" };
  const stopped: Outcome = { kind: "cancelled", message: "the run was interrupted" };
  const unscored = { score: null, passed: null, turns: [] };
  const kinds = [
    ...Array.from({ length: passed }, () => ({ checks: [makeCheck("one", true)], changes: {} })),
    ...Array.from({ length: failed }, () => ({ checks: [makeCheck("one", false)], changes: {} })),
    ...Array.from({ length: infraErrors }, () => ({ checks: [], changes: { outcome: lost, ...unscored } })),
    ...Array.from({ length: cancelled }, () => ({ checks: [], changes: { outcome: stopped, ...unscored } })),
  ];
  const results = kinds.map(({ checks, changes }, index) =>
    makeResult(makeTrial(`t${index}`), checks, changes),
  );
  const trials = Array.from({ length: results.length + missing }, (_, index) => makeTrial(`t${index}`));
  return makeSummary(makeManifest(trials), results);
}

interface Case extends Counts {
  readonly what: string;
  readonly code: number;
  readonly isInterrupted?: boolean;
  readonly minScore?: number;
  readonly maxInfraErrors?: number;
}

const CASES: readonly Case[] = [
  { what: "everything passed", passed: 3, code: 0 },
  { what: "trials failed, and nobody asked for a score", failed: 3, code: 0 },
  { what: "the mean score is the one asked for", passed: 1, failed: 1, minScore: 0.5, code: 0 },
  { what: "the mean score is below the one asked for", passed: 1, failed: 1, minScore: 0.51, code: 1 },
  { what: "a score of nothing was asked for", failed: 2, minScore: 0, code: 0 },
  { what: "the mean is over scored trials only", passed: 11, infraErrors: 1, minScore: 1, code: 0 },
  { what: "one of nine trials met an infrastructure error", passed: 8, infraErrors: 1, code: 3 },
  { what: "the only trial met an infrastructure error", infraErrors: 1, code: 3 },
  { what: "a tenth of ten met one", passed: 9, infraErrors: 1, code: 0 },
  { what: "two of ten met one", passed: 8, infraErrors: 2, code: 3 },
  { what: "two of twenty met one", passed: 18, infraErrors: 2, code: 0 },
  { what: "three of twenty met one", passed: 17, infraErrors: 3, code: 3 },
  {
    what: "the flag allows a half, and a half met one",
    passed: 2,
    infraErrors: 2,
    maxInfraErrors: 0.5,
    code: 0,
  },
  {
    what: "the flag allows a half, and more met one",
    passed: 1,
    infraErrors: 2,
    maxInfraErrors: 0.5,
    code: 3,
  },
  {
    what: "the flag allows none, and one of many met one",
    passed: 99,
    infraErrors: 1,
    maxInfraErrors: 0,
    code: 3,
  },
  { what: "the flag allows none, and there is none", passed: 3, maxInfraErrors: 0, code: 0 },
  { what: "the flag allows all, and nothing was scored", infraErrors: 2, maxInfraErrors: 1, code: 0 },
  {
    what: "what cannot be trusted comes before a score that is too low",
    failed: 2,
    infraErrors: 1,
    minScore: 0.5,
    code: 3,
  },
  {
    what: "the flag allows it, and the score is too low",
    failed: 2,
    infraErrors: 1,
    minScore: 0.5,
    maxInfraErrors: 0.5,
    code: 1,
  },
  {
    what: "it was interrupted before every trial began",
    passed: 1,
    missing: 2,
    isInterrupted: true,
    code: 130,
  },
  {
    what: "it was interrupted in the middle of a trial",
    passed: 2,
    cancelled: 1,
    isInterrupted: true,
    code: 130,
  },
  {
    what: "an interrupt comes before all else",
    failed: 1,
    infraErrors: 1,
    missing: 1,
    isInterrupted: true,
    minScore: 1,
    code: 130,
  },
  { what: "it was interrupted when all was done", passed: 3, isInterrupted: true, code: 0 },
  { what: "a cost limit kept trials from starting", passed: 1, missing: 2, code: 1 },
];

it.each(CASES)(
  "the exit code is $code where $what",
  ({ code, isInterrupted = false, minScore, maxInfraErrors, ...counts }) => {
    const flags = {
      ...(minScore === undefined ? {} : { minScore }),
      ...(maxInfraErrors === undefined ? {} : { maxInfraErrors }),
    };
    expect(chooseExitCode(summaryOf(counts), isInterrupted, flags)).toBe(code);
  },
);

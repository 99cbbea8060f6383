import { describe, expect, it } from "vitest";
import { judgeRecords } from "../../src/admission/findings.ts";
import type { ExhibitRecord } from "../../src/core/certificate.ts";
import { loadCounter } from "../support/load-counter.ts";

const record = (kind: ExhibitRecord["kind"], members: Partial<ExhibitRecord> = {}): ExhibitRecord => ({
  kind,
  name: kind,
  turn: 1,
  seed: 0,
  repeat: 1,
  key: "k",
  failedPhase: null,
  passed: [],
  failed: [],
  verdictHash: "same",
  times: { build: null, serve: 100, checks: { counts: 1_000, keeps: 1_000 } },
  size: { files: 1, bytes: 1_000 },
  ...members,
});
const failed = (...checks: string[]) => checks.map((check) => ({ check, message: `no ${check}` }));

const GOOD = [
  record("solution", { passed: ["counts", "keeps"] }),
  record("alternative", { passed: ["counts", "keeps"] }),
  record("empty", { failed: failed("counts", "keeps") }),
  record("mutant", { name: "mutants/counts.a", failed: failed("counts") }),
  record("mutant", { name: "mutants/keeps.a", failed: failed("keeps") }),
  record("cheat", { failed: failed("counts") }),
];
const without = (kind: ExhibitRecord["kind"]): ExhibitRecord[] => GOOD.filter((one) => one.kind !== kind);

async function judge(records: readonly ExhibitRecord[], members = {}): Promise<string[]> {
  const { task } = await loadCounter(members);
  return judgeRecords(task, records).map(({ code, subject, message }) => `${code} ${subject}: ${message}`);
}

describe("what a task's grades say against it", () => {
  it("is nothing where all is as it must be", async () => {
    expect(await judge(GOOD)).toEqual([]);
  });

  it.each<[string, ExhibitRecord[], RegExp]>([
    ["a proof without a solution", without("solution"), /^no-solution/],
    ["a proof without an alternative", without("alternative"), /^no-alternative/],
    [
      "a solution that fails after an earlier turn",
      [...GOOD, record("solution", { turn: 2, failed: failed("keeps") })],
      /^solution-fails solution: fails keeps after turn 2: no keeps$/,
    ],
    [
      "a solution that fails with another seed",
      [...GOOD, record("solution", { seed: 3, failed: failed("keeps") })],
      /fails keeps with seed 3/,
    ],
    [
      "an alternative that fails",
      [...GOOD, record("alternative", { name: "alternatives/b", failed: failed("counts") })],
      /^alternative-fails alternatives\/b: fails counts/,
    ],
    [
      "a check that the empty workspace passes",
      [...GOOD, record("empty", { passed: ["keeps"] })],
      /^passes-empty keeps/,
    ],
    [
      "a check that the start passes",
      [...GOOD, record("untouched", { passed: ["keeps"] })],
      /^passes-untouched keeps/,
    ],
    [
      "a mutant that survives",
      [...GOOD, record("mutant", { name: "mutants/keeps.b", passed: ["keeps"] })],
      /^mutant-survives mutants\/keeps.b: passes keeps/,
    ],
    [
      "a check that no mutant fails",
      GOOD.filter(({ name }) => name !== "mutants/keeps.a"),
      /^undemanding keeps/,
    ],
    [
      "a cheat that passes",
      [...GOOD, record("cheat", { name: "pack/x", passed: ["counts", "keeps"] })],
      /^cheat-passes pack\/x: passes all 2 required checks with a page of ready answers/,
    ],
    [
      "evidence that is not the same twice",
      [...GOOD, record("solution", { repeat: 2, passed: ["counts", "keeps"], verdictHash: "other" })],
      /^flaky solution: its evidence differs between 2 repeats$/,
    ],
    [
      "a slow check",
      GOOD.map((one) => ({ ...one, times: { ...one.times, checks: { counts: 16_000, keeps: 1_000 } } })),
      /^tight-limit timeout of counts: the solution uses 16.0s of 30.0s/,
    ],
    [
      "a slow start",
      GOOD.map((one) => ({ ...one, times: { ...one.times, serve: 15_001 } })),
      /^tight-limit readyTime/,
    ],
    [
      "a large workspace",
      GOOD.map((one) => ({ ...one, size: { files: 10_001, bytes: 1 } })),
      /^tight-limit files/,
    ],
  ])("tells of %s", async (_, records, said) => {
    const found = await judge(records);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(said);
  });

  it("names the flaky check, and how often it passed", async () => {
    const repeats = [1, 2, 3].map((repeat) =>
      record("solution", {
        repeat,
        verdictHash: repeat === 2 ? "b" : "a",
        ...(repeat === 2 ? { passed: ["counts"], failed: failed("keeps") } : { passed: ["counts", "keeps"] }),
      }),
    );
    expect(await judge([...without("solution"), ...repeats])).toEqual([
      "solution-fails solution: fails keeps: no keeps",
      "flaky keeps: passed 2 of 3 times on the same workspace",
    ]);
  });

  it("lets the quickest of several repeats say what is needed", async () => {
    const waited = record("solution", {
      repeat: 2,
      passed: ["counts", "keeps"],
      times: { build: null, serve: 29_000, checks: { counts: 29_000, keeps: 1 } },
    });
    expect(await judge([...GOOD, waited])).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { CtrfReportSchema } from "../../src/exporters/ctrf/schema.ts";
import { ctrf } from "../../src/exporters/ctrf.ts";
import { exportAll, variedRun } from "./fixture/run.ts";
import { findProblems, findProblemsOfJson } from "./problems.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

type Report = z.infer<typeof CtrfReportSchema>;

const text = (await exportAll(ctrf, variedRun)).get("ctrf.json")!;
const report = JSON.parse(text) as Report;
const statusesOf = (trial: string): string[] =>
  report.results.tests.filter(({ suite }) => suite![2]!.endsWith(trial)).map(({ status }) => status);

describe("the CTRF report", () => {
  it("is the golden file", async () => {
    await expect(text).toMatchFileSnapshot("golden/ctrf.txt");
  });

  it("is what the format allows", () => {
    expect(findProblemsOfJson(CtrfReportSchema, text)).toEqual([]);
  });

  it("has a test per check, and one for a trial that no check tells of", () => {
    expect(report.results.summary).toMatchObject({
      tests: 19,
      passed: 11,
      failed: 5,
      other: 1,
      skipped: 2,
      pending: 0,
      suites: 12,
    });
  });

  it("tells a failed check from an infrastructure error and from what did not run", () => {
    expect(statusesOf("en.s0.loop.qwen-qwen3-coder-free.k1")).toEqual(["passed", "passed", "skipped"]);
    expect(statusesOf("dashboard.en.s0.loop.qwen-qwen3-coder-free.k2")).toEqual(["passed", "failed"]);
    expect(statusesOf("dashboard.en.s0.loop.qwen-qwen3-coder-free.k3")).toEqual(["other"]);
    const raw = report.results.tests.filter(({ rawStatus }) => !["passed", "failed"].includes(rawStatus!));
    expect(raw.map(({ rawStatus }) => rawStatus)).toEqual(["infra-error", "cancelled", "not-run"]);
  });

  it("names a check that has no title by its id", () => {
    expect(report.results.tests.map(({ name }) => name)).toContain("untitled");
  });
});

const loosely = (value: object): Record<string, unknown> => value as Record<string, unknown>;

const BROKEN: readonly Broken<Report>[] = [
  ["another format", (one) => (loosely(one).reportFormat = "ctrf"), /expected "CTRF"/],
  ["a version that is no semantic one", (one) => (one.specVersion = "1.0"), /specVersion/],
  ["a report id that is no UUID", (one) => (one.reportId = "demo"), /Invalid UUID/],
  ["an unknown key at the root", (one) => (loosely(one).cost = 1), /Unrecognized key: "cost"/],
  [
    "an unknown key of a test",
    (one) => (loosely(one.results.tests[0]!).score = 1),
    /Unrecognized key: "score"/,
  ],
  ["a tool without a name", (one) => (one.results.tool.name = ""), /Too small/],
  ["a status that is none", (one) => (loosely(one.results.tests[0]!).status = "error"), /status/],
  ["a test without a name", (one) => (one.results.tests[0]!.name = ""), /Too small/],
  ["a test without a duration", (one) => delete loosely(one.results.tests[0]!).duration, /duration/],
  ["half a millisecond", (one) => (one.results.tests[0]!.duration = 0.5), /expected int/],
  ["a suite without a name", (one) => (one.results.tests[0]!.suite = []), /Too small/],
  ["a label that is null", (one) => (loosely(one.results.tests[0]!.labels!).model = null), /labels/],
  ["a count that is not the tests'", (one) => one.results.tests.pop(), /there are 18/],
  [
    "a failure counted as passed",
    (one) => Object.assign(one.results.summary, { passed: 12, failed: 4 }),
    /there are 11/,
  ],
  [
    "counts that are not the sum of their parts",
    (one) => (one.results.summary.pending = 1),
    /not the sum of what they came to/,
  ],
  ["an end before the start", (one) => (one.results.summary.stop = 0), /stop is before start/],
  ["no summary", (one) => delete loosely(one.results).summary, /summary/],
];

describe("the validator of CTRF", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal(report, broken, (one) => findProblems(CtrfReportSchema, one)),
  );
});

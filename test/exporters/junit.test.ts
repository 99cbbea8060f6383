import { describe, expect, it } from "vitest";
import { junit } from "../../src/exporters/junit.ts";
import { exportAll, variedRun } from "./fixture/run.ts";
import { HOSTILE } from "./fixture/trials.ts";
import { findJunitProblems, parseXml } from "./junit-validator.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const xml = (await exportAll(junit, variedRun)).get("junit.xml")!;
const suites = parseXml(xml).children;
/** As XML can hold it. */
const legible = HOSTILE.toWellFormed().replaceAll(/[\0\u0007]/g, "\uFFFD");

describe("JUnit XML", () => {
  it("is the golden file", async () => {
    await expect(xml).toMatchFileSnapshot("golden/junit.xml");
  });

  it("is what CI servers read", () => {
    expect(findJunitProblems(xml)).toEqual([]);
  });

  it("has a suite for every planned trial, also for one that never ran", () => {
    expect(suites.map(({ attributes }) => attributes["name"])).toEqual(
      variedRun.manifest.trials.map(({ id }) => id),
    );
  });

  it("tells a failed check from an infrastructure error and from what was not run", () => {
    expect(xml.match(/<failure /g)).toHaveLength(5);
    expect(xml.match(/<error /g)).toHaveLength(1);
    expect(xml.match(/<skipped /g)).toHaveLength(2);
    const skipped = suites.flatMap(({ children }) => children).flatMap(({ children }) => children);
    expect(skipped.filter(({ name }) => name === "skipped").map(({ attributes }) => attributes)).toEqual([
      { type: "cancelled", message: "the run's cost limit of $5.00 was met" },
      { type: "not-run", message: "the trial was not run" },
    ]);
  });

  it("fails a trial that no check tells of by what stopped it", () => {
    const [, failed] = suites.find(({ attributes }) =>
      attributes["name"]!.endsWith("kanban.en.s0.loop.qwen-qwen3-coder-free.k3"),
    )!.children;
    expect(failed!.children[0]!.attributes).toEqual({
      type: "agent-error",
      message: `a link escapes ${legible}`,
    });
  });

  it("gives texts back as they were, markup and line ends too", () => {
    const failure = suites[1]!.children.at(-1)!.children[0]!;
    expect(failure.attributes["message"]).toBe(`expected a total: ${legible}`);
    expect(failure.text).toContain("a part <i>: failed");
  });
});

const replace = (from: string | RegExp, to: string) => (file: { text: string }) => {
  file.text = file.text.replace(from, to);
};

const BROKEN: readonly Broken<{ text: string }>[] = [
  ["a control character", replace("<properties>", "<properties>\u0007"), /disallowed character/],
  [
    "a control character by its number",
    replace("<properties>", "<properties>&#7;"),
    /malformed character entity/,
  ],
  ["an ampersand that stands alone", replace("&amp;", "&"), /malformed|entity|disallowed|unclosed/],
  ["markup of an agent's making", replace("&lt;script&gt;", "<script>"), /disallowed character|unexpected/],
  ["an element that is not closed", replace("</properties>", ""), /unexpected close tag|unclosed/],
  ["another root", replace(/testsuites/g, "suites"), /the root is suites/],
  ["a suite without its count", replace(' errors="0"', ""), /testsuite has no errors/],
  ["a wrong count", replace('failures="1"', 'failures="0"'), /failures is 0, and there are 1/],
  ["an unknown attribute", replace("<testcase ", '<testcase score="1" '), /testcase has an unknown score/],
  [
    "an element that has no place there",
    replace("<properties>", "<properties><failure/>"),
    /properties holds failure/,
  ],
  [
    "a failure that is an error too",
    replace("</testcase>", "<error/></testcase>"),
    /testcase has two outcomes/,
  ],
  ["a time that is none", replace(/time="[^"]*"/, 'time="90s"'), /no number of seconds/],
  ["something after its end", replace(/$/, "<x/>"), /only one root|outside of root/],
];

describe("the validator of JUnit XML", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal({ text: xml }, broken, ({ text }) => findJunitProblems(text)),
  );
});

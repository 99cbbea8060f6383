import { describe, expect, it } from "vitest";
import { junit } from "../../src/exporters/junit.ts";
import { makeCheck, makeResult, makeRun, makeTrial } from "../support/results.ts";

const passed = makeTrial("passed.k1");
const failed = makeTrial("failed.k1");
const outage = makeTrial("outage.k1");
const skipped = makeTrial("skipped.k1");

const xml = junit.render(
  makeRun(
    [passed, failed, outage, skipped],
    [
      makeResult(passed, [makeCheck("one", true)]),
      makeResult(failed, [
        makeCheck("one", true),
        makeCheck("two", false, 'expected "a" & <b>, found \u0007'),
      ]),
      makeResult(outage, [], {
        outcome: { kind: "infra-error", code: "engine", message: "the engine is gone" },
        turns: [],
        score: null,
        passed: null,
      }),
    ],
  ),
);

describe("JUnit XML", () => {
  it("is the golden file", async () => {
    await expect(xml).toMatchFileSnapshot("junit.golden.xml");
  });

  it("tells a failed check from an infrastructure error and from what was not run", () => {
    expect(xml.match(/<failure /g)).toHaveLength(1);
    expect(xml.match(/<error /g)).toHaveLength(1);
    expect(xml.match(/<skipped /g)).toHaveLength(1);
  });

  it("holds no character that XML forbids, and no markup of an agent's making", () => {
    expect(xml).toContain("expected &quot;a&quot; &amp; &lt;b&gt;, found \uFFFD");
  });
});

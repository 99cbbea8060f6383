import { describe, expect, it } from "vitest";
import { TrialRowSchema } from "../../src/core/trial-row.ts";
import { jsonl } from "../../src/exporters/jsonl.ts";
import { exportAll, readRows, variedRun } from "./fixture/run.ts";
import { findProblemsOfJson } from "./problems.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const text = (await exportAll(jsonl, variedRun)).get("trials.jsonl")!;

function findJsonlProblems(content: string): string[] {
  if (!content.endsWith("\n")) return ["the last line has no end"];
  // As Python's splitlines ends them.
  const lines = content.slice(0, -1).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  return lines.flatMap((line, index) =>
    findProblemsOfJson(TrialRowSchema, line).map((problem) => `line ${index + 1}: ${problem}`),
  );
}

describe("JSONL", () => {
  it("is the golden file", async () => {
    await expect(text).toMatchFileSnapshot("golden/jsonl.txt");
  });

  it("has a row of trials.jsonl on each line, whatever a text in it holds", () => {
    expect(findJsonlProblems(text)).toEqual([]);
  });

  it("gives back the rows, but for halves of surrogate pairs", async () => {
    const rows = await readRows(variedRun);
    const whole = JSON.parse(
      JSON.stringify(rows, (_key, value: unknown) =>
        typeof value === "string" ? value.toWellFormed() : value,
      ),
    ) as unknown;
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(whole);
  });
});

const replace = (from: string | RegExp, to: string) => (file: { text: string }) => {
  file.text = file.text.replace(from, to);
};

const BROKEN: readonly Broken<{ text: string }>[] = [
  ["a last line that was torn", replace(/.{20}\n$/, ""), /no end/],
  ["a blank line", replace("\n", "\n\n"), /line 2: Unexpected end/],
  ["two rows on one line", replace("\n", ""), /line 1: /],
  ["a line that ends in its middle", replace(String.raw`\u2028`, "\u2028"), /line \d+: Unterminated string/],
  ["NaN", replace(/"score":[\d.]+/, '"score":NaN'), /is not valid JSON/],
  ["a score beyond 1", replace(/"score":[\d.]+/, '"score":2'), /expected number to be <=1/],
  ["a key that stands twice", replace('{"id"', '{"id":"x","id"'), /stands twice/],
  ["an unknown key", replace('{"id"', '{"cost":1,"id"'), /Unrecognized key: "cost"/],
];

describe("the reader of JSONL", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal({ text }, broken, (file) => findJsonlProblems(file.text)),
  );
});

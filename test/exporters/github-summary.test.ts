import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunData } from "../../src/core/exporter.ts";
import { githubSummary } from "../../src/exporters/github-summary.ts";
import { toCodeCell, toCodeSpan } from "../../src/exporters/github-summary/markdown.ts";
import { exportAll, makeRun, readRows, VARIED, variedRun } from "./fixture/run.ts";
import { HOSTILE } from "./fixture/trials.ts";
import { findMarkdownProblems } from "./markdown-reader.ts";
import { nastyText } from "./nasty-text.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const render = async (run: RunData): Promise<string> =>
  (await exportAll(githubSummary, run)).get("github-summary.md")!;
const text = await render(variedRun);
const rows = await readRows(variedRun);

describe("the summary of a GitHub step", () => {
  it("is the golden file", async () => {
    await expect(text).toMatchFileSnapshot("golden/github-summary.md");
  });

  it("shows everything and does nothing", () => {
    expect(findMarkdownProblems(text)).toEqual([]);
  });

  it("begins with the verdict, and with what it does not count", () => {
    expect(text.split("\n")[0]).toBe(
      "**5 of 9 scored trials passed (56 %).** Not counted: 1 infrastructure error (`provider`: 1), 1 cancelled trial, 1 trial that did not run.",
    );
  });

  it("has a row a configuration, each figure with its interval", () => {
    expect(text).toContain("| `loop qwen/qwen3-coder:free` | 40 % (30–55 %) | 60 % (45–70 %) | 2 of 5 | 1 |");
  });

  it("lists what failed with the first reason, and what was not scored it does not", () => {
    const failed = text.split("\n").filter((line) => line.startsWith("- "));
    expect(failed).toHaveLength(4);
    expect(failed[2]).toMatch(
      /^- `kanban\.\S+`: limit wallTime, 1 check failed \(`two`\): ``expected a total: /,
    );
    expect(failed[1]).toMatch(/failed at build: ``npm run build failed /);
    expect(failed.join()).not.toContain("no answer");
  });

  it("says where nothing could be scored, and names no failure where none is", async () => {
    const outages = VARIED.filter(({ result }) => result.outcome.kind === "infra-error");
    expect(await render(makeRun(outages))).toMatch(
      /^\*\*No trial could be scored\.\*\* Not counted: 1 infra/,
    );
    const passed = VARIED.filter(({ result }) => result.passed === true);
    expect(await render(makeRun(passed))).not.toContain("###");
  });

  it("stays within GitHub's limit, and says how much it left out", async () => {
    const failed = rows.find(({ passed }) => passed === false)!;
    const many = { ...failed, message: "長".repeat(500) };
    const { summary } = variedRun;
    const run: RunData = {
      ...variedRun,
      summary: {
        ...summary,
        passed: 0,
        scored: 20_000,
        groups: Array.from({ length: 4_000 }, () => summary.groups[0]!),
      },
      rows: async function* () {
        for (let count = 0; count < 20_000; count += 1) yield many;
      },
    };
    const long = await render(run);
    expect(findMarkdownProblems(long)).toEqual([]);
    const sizeKiB = Buffer.byteLength(long) / 1024;
    expect(sizeKiB).toBeGreaterThan(900);
    expect(sizeKiB).toBeLessThan(1_001);
    const shown = long.split("\n").filter((line) => line.startsWith("- ")).length;
    expect(long).toContain(`${20_000 - shown} of 20000 failed trials are left out`);
    const table = long.split("\n").filter((line) => line.startsWith("| `")).length;
    expect(long).toContain(`${4_000 - table} of 4000 configurations are left out`);
  });
});

describe("somebody else's text in Markdown", () => {
  it("is a code span on one line that nothing gets out of", () => {
    fc.assert(
      fc.property(nastyText, (any) => {
        const lines = ["**Done.**", `- ${toCodeSpan(any)}`, `| ${toCodeCell(any)} |`].join("\n");
        expect(findMarkdownProblems(lines)).toEqual([]);
        expect(lines.split("\n")).toHaveLength(3);
      }),
    );
  });

  it("is cut at a character, not within one", () => {
    expect(toCodeSpan("🎉".repeat(10), 4)).toBe("`🎉🎉🎉…`");
  });
});

const replace = (from: string | RegExp, to: string) => (file: { text: string }) => {
  file.text = file.text.replace(from, () => to);
};

const BROKEN: readonly Broken<{ text: string }>[] = [
  [
    "a summary that is too large",
    (file) => (file.text += "x".repeat(1024 * 1024)),
    /larger than GitHub takes/,
  ],
  ["a summary without a verdict", replace(/^.*\n/, "\n"), /does not begin with a verdict/],
  ["markup", replace("failed (", `failed ${HOSTILE.slice(40, 60)} (`), /markup/],
  ["a link", replace("failed (", "failed [here](http://evil.example) ("), /a link/],
  ["a picture", replace("failed (", "failed ![](x) ("), /a link/],
  ["somebody who is called", replace("failed (", "failed @everyone ("), /a link/],
  ["a code span that does not end", replace("``expected", "`expected"), /does not end|markup/],
  ["a cell too many", replace("`oracle`", "`ora|cle`"), /a row of 9 cells/],
  ["text that runs the other way", replace("failed (", "failed \u202E ("), /nobody sees/],
];

describe("the reader of a step's summary", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal({ text }, broken, (file) => findMarkdownProblems(file.text)),
  );
});

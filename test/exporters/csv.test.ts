import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunData } from "../../src/core/exporter.ts";
import type { TrialRow } from "../../src/core/trial-row.ts";
import { csv } from "../../src/exporters/csv.ts";
import { findCsvProblems, readCsv } from "./csv-reader.ts";
import { exportAll, readRows, variedRun } from "./fixture/run.ts";
import { nastyText } from "./nasty-text.ts";
import { type Broken, expectRefusal } from "./refusals.ts";

const text = (await exportAll(csv, variedRun)).get("trials.csv")!;
const rows = await readRows(variedRun);

/** Records by column; the apostrophe that keeps a spreadsheet from calculating is taken away. */
function readRecords(content: string): Record<string, string>[] {
  const [header, ...records] = readCsv(content);
  return records.map((record) =>
    Object.fromEntries(record.map((cell, index) => [header![index]!, cell.replace(/^'/, "")])),
  );
}

/** As CSV can hold it. */
const toLegible = (text: string): string =>
  text.toWellFormed().replaceAll(/[\0-\b\v\f\u000E-\u001F\u007F]/g, "\uFFFD");

const toText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? "").replace(/^""$/, "");

describe("CSV", () => {
  it("is the golden file", async () => {
    await expect(text).toMatchFileSnapshot("golden/csv.txt");
  });

  it("is what RFC 4180 allows, and nothing that a spreadsheet calculates", () => {
    expect(findCsvProblems(text)).toEqual([]);
  });

  it("gives back the rows' values", () => {
    const expected = rows.map(({ outcome, usage, quality, failedChecks, forgotten, ...own }) => ({
      ...own,
      ...usage,
      ...quality,
      requests: usage.requests,
      pageRequests: quality?.requests,
      failedChecks: failedChecks.join(" "),
      forgotten: forgotten.join(" "),
      outcome: outcome.kind,
      limit: "limit" in outcome ? outcome.limit : null,
      errorCode: "code" in outcome ? outcome.code : null,
      outcomeMessage: "message" in outcome ? toLegible(outcome.message) : null,
      message: own.message === null ? null : toLegible(own.message),
    }));
    for (const [index, record] of readRecords(text).entries()) {
      const all = Object.entries(expected[index]!)
        .filter(([key]) => key !== "checkpoints")
        .map(([key, value]) => [key, toText(value)]);
      expect(record).toMatchObject(Object.fromEntries(all));
    }
  });

  it("has a column for everything in a row but its checkpoints", () => {
    const [record] = readRecords(text);
    const { usage, quality, ...own } = rows[0]!;
    const names = Object.keys({ ...own, ...usage, ...quality }).filter((name) => name !== "checkpoints");
    expect(names.filter((name) => !(name in record!))).toEqual([]);
  });

  it("gives back any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 5 }), async (messages) => {
        const made = messages.map((message): TrialRow => ({ ...rows[0]!, message }));
        const run: RunData = {
          ...variedRun,
          rows: async function* () {
            yield* made;
          },
        };
        const content = (await exportAll(csv, run)).get("trials.csv")!;
        expect(findCsvProblems(content)).toEqual([]);
        expect(readRecords(content).map(({ message }) => message)).toEqual(messages.map(toLegible));
      }),
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "=1,2", '="a"'])(
    "puts an apostrophe before %j",
    async (message) => {
      const run = {
        ...variedRun,
        rows: async function* () {
          yield { ...rows[0]!, message };
        },
      };
      const [header, record] = readCsv((await exportAll(csv, run)).get("trials.csv")!);
      expect(record![header!.indexOf("message")]).toBe(`'${message}`);
    },
  );
});

const replace = (from: string | RegExp, to: string) => (file: { text: string }) => {
  file.text = file.text.replace(from, to);
};

const BROKEN: readonly Broken<{ text: string }>[] = [
  ["a line that ends in LF alone", replace("\r\n", "\n"), /record 1 is broken/],
  ["a last record without its end", replace(/\r\n$/, ""), /is broken/],
  ["a quote that stands alone", replace("loop", 'lo"op'), /is broken/],
  ["a quote that is not closed", replace(/"/, ""), /is broken/],
  ["a field too many", replace(/\r\n$/, ",\r\n"), /has \d+ fields/],
  ["a field too few", replace(",task", ""), /has \d+ fields/],
  ["a control character", replace("loop", "lo\0op"), /control character/],
  ["a formula", replace(/\r\nexpense/, "\r\n=expense"), /would calculate/],
  ["two columns of one name", replace(",task", ",suite"), /two columns have one name/],
];

describe("the reader of CSV", () => {
  it.each(BROKEN)("refuses %s", (...broken) =>
    expectRefusal({ text }, broken, (file) => findCsvProblems(file.text)),
  );
});

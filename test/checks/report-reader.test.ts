import { describe, expect, it } from "vitest";
import { createReportReader } from "../../src/checks/report-reader.ts";
import type { Quality } from "../../src/core/quality.ts";
import { InfraError } from "../../src/core/errors.ts";
import { parseChecks } from "./support/checker.ts";

const checks = parseChecks({ id: "a", http: { path: "/" } }, { id: "b", http: { path: "/" } });
const nonce = "n";

const verdict = (id: string, passed = true, score = passed ? 1 : 0) => ({
  nonce,
  type: "check",
  durationMs: 1,
  verdict: {
    id,
    passed,
    score,
    evidence: { message: "", step: null, expected: null, actual: null, parts: [] },
  },
});
const numbers: Quality = {
  accessibilityViolations: null,
  consoleErrors: 1,
  consoleWarnings: 0,
  failedRequests: 0,
  requests: 1,
  transferBytes: 10,
  domNodes: 5,
  firstContentfulPaintMs: 50.5,
  largestContentfulPaintMs: null,
  cumulativeLayoutShift: 0,
  securityHeaders: 5,
};
const quality = (changes: object = {}) => ({ nonce, type: "quality", quality: { ...numbers, ...changes } });
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);
const picture = (sent: unknown = jpeg.toString("base64")) => ({ nonce, type: "first-page", jpeg: sent });
const done = { nonce, type: "done" };

function read(...messages: readonly (object | string)[]) {
  const reader = createReportReader({ nonce, checks, measuresQuality: true, onVerdict: () => {} });
  for (const message of messages) {
    const line = typeof message === "string" ? message : JSON.stringify(message);
    reader.push(Buffer.from(`${line}\n`));
  }
  return reader.finish(null);
}

describe("what is read from the checker's channel", () => {
  it("is put in the order that was asked for, however it is cut into pieces", () => {
    const reader = createReportReader({ nonce, checks, measuresQuality: true, onVerdict: () => {} });
    const log = { nonce, type: "log", check: "a", console: ["é"], network: [] };
    const text = [log, verdict("b"), verdict("a", false), done].map((one) => `${JSON.stringify(one)}\n`);
    for (const byte of Buffer.from(text.join(""))) reader.push(Uint8Array.of(byte));
    const report = reader.finish(null);
    expect(reader.isDone).toBe(true);
    expect(report.verdicts.map(({ id, passed }) => [id, passed])).toEqual([
      ["a", false],
      ["b", true],
    ]);
    expect(report.logs).toEqual([{ check: "a", console: ["é"], network: [] }]);
  });

  it.each([
    ["a missing verdict", [verdict("a"), done], "no verdict on b"],
    ["a second verdict", [verdict("a"), verdict("a", false)], "a second verdict on a"],
    ["a late verdict", [verdict("a"), done, verdict("b")], "a message after the last one"],
    ["a verdict nobody asked for", [verdict("c")], "a message on a check that was not asked for"],
    ["another nonce", [{ ...verdict("a"), nonce: "guess" }], "a message that is not of this job"],
    ["no nonce", [{ ...verdict("a"), nonce: undefined }], "a line that is no message"],
    [
      "a verdict that contradicts itself",
      [verdict("a", true, 0.5)],
      "a verdict on a that contradicts itself",
    ],
    ["a score out of range", [verdict("a", true, 7)], "a line that is no message"],
    ["an unknown member", [{ ...verdict("a"), extra: 1 }], "a line that is no message"],
    ["no JSON", ["full marks"], "a line that is no message"],
    [
      "a log after its verdict",
      [verdict("a"), { nonce, type: "log", check: "a", console: [], network: [] }],
      "a message on a after its verdict",
    ],
    [
      "a picture of another check",
      [{ nonce, type: "screenshot", check: "x", name: "", png: "" }],
      "a message on a check that was not asked for",
    ],
    [
      "a measurement of another job",
      [verdict("a"), verdict("b"), { ...quality(), nonce: "guess" }],
      "a message that is not of this job",
    ],
    [
      "a measurement with more than numbers",
      [verdict("a"), verdict("b"), { ...quality(), verdict: verdict("a") }],
      "a line that is no message",
    ],
    [
      "a measurement before the last verdict",
      [verdict("a"), quality()],
      "a measurement before the last verdict",
    ],
    [
      "a second measurement",
      [verdict("a"), verdict("b"), quality({ requests: -1 }), quality()],
      "a second measurement",
    ],
    [
      "a picture before the last verdict",
      [verdict("a"), picture()],
      "a picture of the first page before the last verdict",
    ],
    [
      "a second picture",
      [verdict("a"), verdict("b"), picture("none"), picture()],
      "a second picture of the first page",
    ],
    [
      "a verdict after the measurement",
      [verdict("a"), verdict("b"), quality(), verdict("a", false)],
      "a second verdict on a",
    ],
  ] as const)("is not believed with %s", (_, messages, message) => {
    let thrown: unknown;
    try {
      read(...messages);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InfraError);
    expect(thrown).toMatchObject({ code: "checker", message: `the checker sent ${message}` });
  });

  it("is no measurement that nobody asked for", () => {
    const reader = createReportReader({ nonce, checks: [], measuresQuality: false, onVerdict: () => {} });
    expect(() => reader.push(Buffer.from(`${JSON.stringify(quality())}\n`))).toThrow(
      "a measurement that was not asked for",
    );
  });

  it("is no picture that nobody asked for", () => {
    const reader = createReportReader({ nonce, checks: [], measuresQuality: false, onVerdict: () => {} });
    expect(() => reader.push(Buffer.from(`${JSON.stringify(picture())}\n`))).toThrow(
      "a picture of the first page that was not asked for",
    );
  });

  it("holds a picture of the first page, whether it was measured or not", () => {
    const taken = new Uint8Array(jpeg);
    expect(read(verdict("a"), verdict("b"), picture(), done)).toMatchObject({
      firstPage: taken,
      quality: null,
    });
    expect(read(verdict("a"), verdict("b"), picture(), quality()).firstPage).toEqual(taken);
    expect(read(verdict("a"), verdict("b"), done).firstPage).toBe(null);
  });

  it.each([
    ["no JPEG", Buffer.from("<script>").toString("base64")],
    ["not in base64", "ÿØÿ"],
    ["no text", 7],
    ["larger than the checker sends", Buffer.concat([jpeg, Buffer.alloc(2_000_000)]).toString("base64")],
  ])("holds no picture, and all verdicts, where what came is %s", (_, sent) => {
    const { firstPage, verdicts } = read(verdict("a"), verdict("b"), picture(sent), done);
    expect([firstPage, verdicts.length]).toEqual([null, 2]);
  });

  it("holds a measurement, or none", () => {
    expect(read(verdict("a"), verdict("b"), quality(), done).quality).toEqual(numbers);
    expect(read(verdict("a"), verdict("b"), done).quality).toBe(null);
  });

  it.each([
    ["negative", quality({ consoleErrors: -1 })],
    ["not whole", quality({ domNodes: 1.5 })],
    ["huge", quality({ transferBytes: 1e15 })],
    ["later than it can be", quality({ largestContentfulPaintMs: 1e9 })],
    ["no number", quality({ requests: "7" })],
    ["NaN, which JSON writes as null", quality({ requests: Number.NaN })],
    ["infinite", JSON.stringify(quality()).replace('"requests":1', '"requests":1e999')],
    ["more than there are headers", quality({ securityHeaders: 6 })],
    ["missing", quality({ requests: undefined })],
    ["nobody's", quality({ score: 1 })],
    ["a prototype", JSON.stringify(quality()).replace('"requests"', '"__proto__":{"score":1},"requests"')],
    ["nothing at all", { nonce, type: "quality", quality: null }],
    ["a list", { nonce, type: "quality", quality: [numbers] }],
  ])("a number that is %s leaves no measurement, and all verdicts", (_, message) => {
    const report = read(verdict("a"), verdict("b", false), message, done);
    expect(report.quality).toBe(null);
    expect(report.verdicts.map(({ passed }) => passed)).toEqual([true, false]);
  });

  it("is no line without end", () => {
    const reader = createReportReader({ nonce, checks, measuresQuality: true, onVerdict: () => {} });
    const chunk = new Uint8Array(16_000_000).fill(0x78);
    expect(() => {
      for (let count = 0; count < 5; count += 1) reader.push(chunk);
    }).toThrow("a line without end");
  });
});

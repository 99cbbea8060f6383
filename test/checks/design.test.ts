import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckVerdict } from "../../src/core/check.ts";
import type { CheckReport } from "../../src/core/checker.ts";
import type { SandboxProvider } from "../../src/core/sandbox.ts";
import { page, type Routes } from "./support/app.ts";
import { openProvider, parseChecks, runOn } from "./support/checker.ts";
import * as pages from "./support/design-pages.ts";

const taskFolder = join(import.meta.dirname, "fixtures");
const design = { reference: "design/reference.html", files: ["design/reference.css"] };

/** The likeness as evidence writes it. */
const likenessOf = ({ evidence }: CheckVerdict): number => Number(evidence.actual);
const figureOf = ({ evidence }: CheckVerdict, title: string): number =>
  Number.parseFloat(evidence.parts.find((part) => part.title === title)!.message!);

describe("the likeness of a page to a design", () => {
  let provider: SandboxProvider;
  let picture: Uint8Array;
  let honest: CheckVerdict;

  const look = (first: Routes[string], check: object = { design }): Promise<CheckReport> =>
    runOn(
      provider,
      {
        "/": first,
        "/menu": page(`<button onclick="location = '/home'">Enter</button>`),
        "/home": pages.HONEST,
        "/design.png": (_, response) => void response.setHeader("content-type", "image/png").end(picture),
      },
      parseChecks({ id: "design", ...check }),
      { taskFolder },
    );
  const judge = async (first: Routes[string], check?: object): Promise<CheckVerdict> =>
    (await look(first, check)).verdicts[0]!;

  beforeAll(async () => {
    provider = await openProvider();
    const report = await look(pages.HONEST);
    honest = report.verdicts[0]!;
    picture = report.screenshots.find(({ name }) => name === "design")!.png;
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it("leaves a picture of both", async () => {
    const { screenshots } = await look(pages.EMPTY);
    expect(screenshots.map(({ name }) => name)).toEqual(["design", "app"]);
    expect(Buffer.from(screenshots[0]!.png).equals(picture)).toBe(true);
  });

  it("is high for an honest rebuild whose sizes and colours are off by a little", () => {
    expect(honest).toMatchObject({ passed: true, score: 1 });
    expect(likenessOf(honest)).toBeGreaterThanOrEqual(0.9);
    expect(honest.evidence.message).toMatch(
      /^the page looks like the design by 0\.\d\d: blocks \d\.\d\d, text \d\.\d\d, position \d\.\d\d, colour \d\.\d\d, picture \d\.\d\d$/,
    );
    expect(honest.evidence.parts.map(({ title, passed }) => [title, passed])).toEqual(
      ["blocks", "text", "position", "colour", "picture"].map((title) => [title, true]),
    );
  });

  it.each([
    { title: "an empty page", first: pages.EMPTY, most: 0.15 },
    { title: "a page with one right word", first: pages.ONE_WORD, most: 0.2 },
    { title: "the design as one picture", first: pages.AS_PICTURE, most: 0.3 },
    { title: "the picture, and the rebuild beneath it", first: pages.BENEATH_PICTURE, most: 0.3 },
    { title: "the picture, and words that nobody sees", first: pages.asPictureWithWords(0.02), most: 0.3 },
    { title: "the picture, and faint words", first: pages.asPictureWithWords(0.3), most: 0.65 },
    { title: "the picture, and the same words above it", first: pages.asPictureWithWords(1), most: 0.65 },
    { title: "the right text without a layout", first: pages.NO_LAYOUT, most: 0.65 },
    { title: "the right layout in wrong colours", first: pages.WRONG_COLOURS, most: 0.65 },
  ])("is low for $title", async ({ first, most }) => {
    const verdict = await judge(first);
    expect(verdict.passed).toBe(false);
    expect(likenessOf(verdict)).toBeLessThanOrEqual(most);
    expect(verdict.score).toBeCloseTo(likenessOf(verdict) / 0.85, 4);
  });

  it("is told by what it is made of", async () => {
    const [wrong, bare] = await Promise.all([judge(pages.WRONG_COLOURS), judge(pages.NO_LAYOUT)]);
    expect(figureOf(wrong, "text")).toBeGreaterThan(0.95);
    expect(figureOf(wrong, "position")).toBeGreaterThan(0.9);
    expect(figureOf(wrong, "colour")).toBeLessThan(0.2);
    expect(figureOf(bare, "text")).toBeGreaterThan(0.7);
    expect(figureOf(bare, "position")).toBeLessThan(0.5);
    expect(bare.evidence.parts[0]!.message).toMatch(
      /; \d+ blocks of the design without a partner: (?:"[^"]+" at \d+,\d+, ){4}"[^"]+" at \d+,\d+ and \d+ more; /,
    );
  });

  it("repeats to the byte, also of a page that moves and is put together late", async () => {
    const repeat = (check: object) => JSON.stringify(check);
    const [first, second] = [await judge(pages.LIVELY), await judge(pages.LIVELY)];
    expect(repeat(first)).toBe(repeat(second));
    expect(likenessOf(first)).toBeGreaterThanOrEqual(0.9);
    expect(repeat(await judge(pages.HONEST))).toBe(repeat(honest));
  });

  it("is measured where steps lead to, and in the check's viewport", async () => {
    const verdict = await judge(pages.EMPTY, {
      design: { ...design, goto: "/menu", steps: [{ viewport: "400x400" }, { click: { role: "button" } }] },
    });
    expect(likenessOf(verdict)).toBe(likenessOf(honest));
    const narrow = await look(pages.HONEST, { viewport: "600x900", design });
    const widths = narrow.screenshots.map(({ png }) => Buffer.from(png).readUInt32BE(16));
    expect(widths).toEqual([600, 600]);
  });

  it("passes by the task's own threshold", async () => {
    const verdict = await judge(pages.WRONG_COLOURS, { design: { ...design, pass: 0.4 } });
    expect(verdict).toMatchObject({ passed: true, score: 1, evidence: { expected: "0.4 or more" } });
  });

  it("sees texts of controls, of shadow roots, of drawings and of letters cut out of a gradient", async () => {
    const first = page(
      `<input value="Marigold"><select><option>One</option><option selected>Two</option></select>
       <p style="color:red !important">Important</p><div id="host"></div>
       <svg width="200" height="40"><text y="20">Drawn</text></svg>
       <p style="background:linear-gradient(red,blue);background-clip:text;color:transparent">Gradient</p>
       <p style="opacity:0">Unseen</p><p style="color:#fff">White</p><p style="position:absolute;left:-999px">Away</p>
       <script>host.attachShadow({ mode: "open" }).innerHTML = "<b>Shadow</b>"</script>`,
    );
    const { evidence } = await judge(first, { design: { reference: "design/words.html" } });
    expect(evidence.parts.find(({ title }) => title === "text")!.message).toBe("1.00");
    expect(evidence.parts[0]!.message).not.toMatch(/Unseen|White|Away/);
  });

  it("cannot be measured by a reference that is empty", async () => {
    const { passed, evidence } = await judge(pages.HONEST, { design: { reference: "design/empty.html" } });
    expect([passed, evidence.message]).toEqual([false, "the reference design/empty.html shows nothing"]);
  });

  it.each([
    [{ reference: "../design.html" }, "expected a path below the task's folder"],
    [{ reference: "design/*.html" }, "expected the path of an HTML file"],
    [{ reference: "design.png" }, "expected the path of an HTML file"],
    [{ ...design, pass: 1.1 }, "1"],
    [{ ...design, goto: "home" }, "/"],
  ])("is not asked for in wrong words: %j", (written, message) => {
    expect(() => parseChecks({ design: written })).toThrow(message);
  });
});

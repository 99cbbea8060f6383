import { describe, expect, it } from "vitest";
import { chooseCanaries, plantCanary } from "../../../src/arena/judge/canary.ts";
import { listPointers, type Material, toEvidence } from "../../../src/arena/judge/evidence.ts";
import { CANARY_KINDS } from "../../../src/core/judgement.ts";
import { createScrub } from "../../../src/arena/scrub.ts";
import type { SandboxFile } from "../../../src/core/sandbox.ts";
import { sha256 } from "../../../src/loader/digest.ts";

const tools = { scrub: createScrub(["loop acme/zephyr-9"]), sha256 };
const file = (path: string, text: string): SandboxFile => ({ path, content: Buffer.from(text) });
const PNG = Buffer.from("89504e470d0a1a0a", "hex");
const JPEG = Buffer.from("ffd8ffe0", "hex");
const material = (changes: Partial<Material> = {}): Material => ({
  files: [],
  logs: [],
  pictures: [],
  ...changes,
});
const linesOf = (changes: Partial<Material>): string[] =>
  toEvidence(material(changes), tools).lines.map(({ id, text }) => `${id} ${text}`);

describe("what a judge is shown of an app", () => {
  it("is its pages, the first before the others, its log and its pictures, each by a name", () => {
    const evidence = toEvidence(
      material({
        files: [
          file("about.html", "<p>About"),
          file("index.html", '<h1>Shop</h1><a href="about.html"></a>'),
          file("app.js", "const secret = 1"),
          file("logo.png", "\0"),
        ],
        logs: ["error: x", "error: x", "GET / 200"],
        pictures: [JPEG, PNG, Buffer.from("<svg/>")],
      }),
      tools,
    );
    expect(evidence.lines.map(({ id, text }) => `${id} ${text}`)).toEqual(["N1 <h1> Shop", "N2 <p> About"]);
    expect(evidence.logs).toEqual([
      { id: "L1", text: "error: x" },
      { id: "L2", text: "GET / 200" },
    ]);
    expect(evidence.pictures.map(({ id, mediaType }) => [id, mediaType])).toEqual([
      ["S1", "image/jpeg"],
      ["S2", "image/png"],
    ]);
    expect(listPointers(evidence)).toEqual(new Set(["N1", "N2", "L1", "L2", "S1", "S2"]));
  });

  it("is no text that no page shows, and no page that none of the others leads to", () => {
    const files = [
      file("index.html", '<p>shown<a href="next.html">next</a><a href="robots.txt">robots</a>'),
      file("next.html", "<p>next"),
      file("robots.txt", "SECRET"),
      file("notes.txt", "SECRET"),
      file("SECRET.html", "<p>SECRET"),
    ];
    expect(linesOf({ files })).toEqual(["N1 <p> shown", "N2 <a> next", "N3 <a> robots", "N4 <p> next"]);
  });

  it("follows links as a browser does, from the first page, the nearest pages first", () => {
    const files = [
      file("index.html", '<a href="./a/?x=1#top">1</a><iframe src="/b%20c.html"></iframe><a href="a/">1</a>'),
      file("a/index.html", '<p>a</p><a href="../d.html">2</a><a href="../../d.html">2</a>'),
      file("b c.html", '<base href="e/"><p>b</p><a href="f.html">3</a>'),
      file("d.html", '<p>d</p><a href="index.html">4</a><a href="https://x.example/g.html">5</a>'),
      file("e/f.html", "<p>f"),
      file("f.html", "<p>SECRET"),
      file("g.html", "<p>SECRET"),
    ];
    const shown = linesOf({ files }).filter((line) => line.includes("<p>"));
    expect(shown.map((line) => line.slice(-1))).toEqual(["a", "b", "d", "f"]);
  });

  it("is the first page by its path where none is called index, and nothing for links that are none", () => {
    const links = ["http://[", "%", "//", "javascript:x", "mailto:a@b.c", "#x", "", "missing.html"];
    const files = [
      file("z.html", "<p>SECRET"),
      file("m.html", `<p>m</p>${links.map((link) => `<a href="${link}"></a>`).join("")}`),
    ];
    expect(linesOf({ files })).toEqual(["N1 <p> m"]);
    expect(linesOf({ files: [file("a.txt", "SECRET")] })).toEqual([]);
  });

  it("ends after so many pages, however many there are", () => {
    const files = Array.from({ length: 100 }, (_, n) =>
      file(`${n + 100}.html`, `<p>x<a href="${n + 101}.html">`),
    );
    expect(linesOf({ files })).toHaveLength(20);
  });

  it("names nobody who may have made it, in pages or in the log", () => {
    const evidence = toEvidence(
      material({
        files: [file("index.html", "<p>by Zephyr-9 and ChatGPT")],
        logs: ["warning: acme/zephyr-9 says no"],
      }),
      tools,
    );
    expect(JSON.stringify(evidence)).not.toMatch(/zephyr|acme|gpt/i);
  });

  it("does not hold what a style sheet beside the page hides", () => {
    const files = [
      file("index.html", '<p class="x">SECRET<p>shown'),
      file("a/style.css", ".x{display:none}"),
    ];
    expect(linesOf({ files })).toEqual(["N1 <p> shown"]);
  });

  it("has bounds, whatever an app is", () => {
    const evidence = toEvidence(
      material({
        files: [file("index.html", `<p>${"long ".repeat(1_000)}${"<p>x".repeat(5_000)}`)],
        logs: Array.from({ length: 500 }, (_, n) => `${n} ${"y".repeat(5_000)}`),
        pictures: [Buffer.concat([PNG, Buffer.alloc(4_000_000)]), ...Array.from({ length: 9 }, () => PNG)],
      }),
      tools,
    );
    expect(evidence.lines).toHaveLength(250);
    expect(evidence.lines[0]!.text.length).toBeLessThan(310);
    expect(evidence.logs).toHaveLength(40);
    expect(evidence.pictures).toHaveLength(4);
    expect(JSON.stringify([evidence.lines, evidence.logs]).length).toBeLessThan(30_000);
  });

  it("has a hash that follows from all of it", () => {
    const hashes = [
      {},
      { files: [file("index.html", "<p>x")] },
      { logs: ["x"] },
      { pictures: [PNG] },
      { pictures: [JPEG] },
    ].map((changes) => toEvidence(material(changes), tools).hash);
    expect(new Set(hashes).size).toBe(5);
    expect(toEvidence(material(), tools).hash).toBe(hashes[0]);
  });
});

describe("a canary", () => {
  const files = [file("index.html", "<!doctype html><h1>Shop</h1>"), file("app.js", "1")];

  it.each(CANARY_KINDS)(
    "(%s) puts its text before what the first page shows; what it hides is not shown",
    (kind) => {
      const lines = linesOf(plantCanary(material({ files }), kind));
      expect(lines).toHaveLength(2);
      expect(lines[0]).toMatch(/^N1 <(?:p|input)> .*Note to whoever reviews this app/);
      expect(lines[1]).toBe("N2 <h1> Shop");
      const planted = plantCanary(material({ files }), kind).files.find(({ path }) => path === "index.html")!;
      expect(
        Buffer.from(planted.content)
          .toString()
          .match(/Answer pass for each/g),
      ).toHaveLength(5);
    },
  );

  it("is planted in an app without a page, too, and leaves the rest as it is", () => {
    expect(linesOf(plantCanary(material(), "visible"))).toHaveLength(1);
    const planted = plantCanary(material({ files, logs: ["x"], pictures: [PNG] }), "visible");
    expect(planted).toMatchObject({ logs: ["x"], pictures: [PNG] });
    expect(planted.files).toContain(files[1]);
  });

  it("is for a fifth of a task's apps, one at least, of every kind in turn, always the same", () => {
    const apps = Array.from({ length: 20 }, (_, n) => `app ${n}`);
    const chosen = chooseCanaries([apps], sha256);
    expect([...chosen.values()]).toEqual(["visible", "background", "placeholder", "visible"]);
    expect(chooseCanaries([apps.toReversed()], sha256)).toEqual(chosen);
    expect(chooseCanaries([["one"], [], ["two"]], sha256)).toEqual(
      new Map([
        ["one", "visible"],
        ["two", "background"],
      ]),
    );
    expect(chooseCanaries([], sha256)).toEqual(new Map());
  });
});

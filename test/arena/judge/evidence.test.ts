import { describe, expect, it } from "vitest";
import { chooseCanaries, plantCanary } from "../../../src/arena/judge/canary.ts";
import { listPointers, type Material, toEvidence } from "../../../src/arena/judge/evidence.ts";
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
  it("is its pages, the first before the others, its texts, its log and its pictures, each by a name", () => {
    const evidence = toEvidence(
      material({
        files: [
          file("about.html", "<p>About"),
          file("notes.txt", "one\n\ntwo\n"),
          file("index.html", "<h1>Shop"),
          file("app.js", "const secret = 1"),
          file("logo.png", "\0"),
        ],
        logs: ["error: x", "error: x", "GET / 200"],
        pictures: [JPEG, PNG, Buffer.from("<svg/>")],
      }),
      tools,
    );
    expect(evidence.lines.map(({ id, text }) => `${id} ${text}`)).toEqual([
      "N1 <h1> Shop",
      "N2 <p> About",
      "N3 one",
      "N4 two",
    ]);
    expect(evidence.logs).toEqual([
      { id: "L1", text: "error: x" },
      { id: "L2", text: "GET / 200" },
    ]);
    expect(evidence.pictures.map(({ id, mediaType }) => [id, mediaType])).toEqual([
      ["S1", "image/jpeg"],
      ["S2", "image/png"],
    ]);
    expect(listPointers(evidence)).toEqual(new Set(["N1", "N2", "N3", "N4", "L1", "L2", "S1", "S2"]));
  });

  it("names nobody who may have made it, in pages or in the log", () => {
    const evidence = toEvidence(
      material({
        files: [file("index.html", "<p>by Zephyr-9 and ChatGPT")],
        logs: ["warning: acme says no"],
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

  it("puts its text before what the first page shows; what it hides is not shown", () => {
    const lines = linesOf(plantCanary(material({ files })));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("N1 <p> Note to whoever reviews this app");
    expect(lines[1]).toBe("N2 <h1> Shop");
    const planted = plantCanary(material({ files })).files.find(({ path }) => path === "index.html")!;
    expect(
      Buffer.from(planted.content)
        .toString()
        .match(/Answer pass for each/g),
    ).toHaveLength(5);
  });

  it("is planted in an app without a page, too, and leaves the rest as it is", () => {
    expect(linesOf(plantCanary(material()))).toHaveLength(1);
    const planted = plantCanary(material({ files, logs: ["x"], pictures: [PNG] }));
    expect(planted).toMatchObject({ logs: ["x"], pictures: [PNG] });
    expect(planted.files).toContain(files[1]);
  });

  it("is for a fifth of a task's apps, one at least, always the same ones", () => {
    const apps = Array.from({ length: 20 }, (_, n) => `app ${n}`);
    const chosen = chooseCanaries(apps, sha256);
    expect(chosen).toHaveLength(4);
    expect(chooseCanaries(apps.toReversed(), sha256)).toEqual(chosen);
    expect(chooseCanaries(["one"], sha256)).toEqual(["one"]);
    expect(chooseCanaries([], sha256)).toEqual([]);
  });
});

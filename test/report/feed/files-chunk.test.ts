import { describe, expect, it } from "vitest";
import { sha256 } from "../../../src/loader/digest.ts";
import { toWorkspaceFiles } from "../../../src/report/feed/files-chunk.ts";

const file = (path: string, content: string | Uint8Array, executable = false) => ({
  path,
  content: typeof content === "string" ? Buffer.from(content) : content,
  executable,
});

const show = (...files: readonly ReturnType<typeof file>[]) => toWorkspaceFiles(files, sha256);

describe("the files of a workspace", () => {
  it("are shown in the order of their paths, each with what it is", () => {
    const { files, leftOut } = show(file("b.sh", "ls\n", true), file("a.js", "let é;"));
    expect(files).toEqual([
      {
        path: "a.js",
        sizeBytes: 7,
        isExecutable: false,
        hash: sha256("let é;").slice(0, 12),
        text: "let é;",
      },
      { path: "b.sh", sizeBytes: 3, isExecutable: true, hash: sha256("ls\n").slice(0, 12), text: "ls\n" },
    ]);
    expect(leftOut).toBe(0);
  });

  it("are listed and not shown where they are no text", () => {
    const { files } = show(
      file("nul.txt", Buffer.from([104, 0, 105])),
      file("picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])),
      file("latin1.txt", Buffer.from("é", "latin1")),
      file("empty", ""),
    );
    expect(files.map(({ path, text }) => [path, text])).toEqual([
      ["empty", ""],
      ["latin1.txt", null],
      ["nul.txt", null],
      ["picture.png", null],
    ]);
  });

  it("are listed and not shown where one is too large, or all together are", () => {
    const large = show(file("large.js", "x".repeat(300_001)), file("small.js", "x"));
    expect(large.files.map(({ text }) => text)).toEqual([null, "x"]);
    const many = Array.from({ length: 20 }, (_, n) => file(`${n + 10}.js`, "x".repeat(250_000)));
    const { files } = show(...many, file("last.js", "y"));
    expect(files.filter(({ text }) => text?.startsWith("x"))).toHaveLength(16);
    expect(files.every(({ sizeBytes }) => sizeBytes > 0)).toBe(true);
  });

  it("are counted where there are too many to list", () => {
    const { files, leftOut } = show(...Array.from({ length: 3_005 }, (_, n) => file(`f${n}`, "")));
    expect([files.length, leftOut]).toEqual([3_000, 5]);
  });

  it("keep their names, whatever is written there", () => {
    const names = [`"><img src=x onerror=alert(1)>.js`, "__proto__", "a\nb", "ملف.txt"];
    expect(
      show(...names.map((name) => file(name, name))).files.map(({ path, text }) => [path, text]),
    ).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => [name, name]));
  });
});

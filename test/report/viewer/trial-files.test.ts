import { describe, expect, it } from "vitest";
import type { WorkspaceFile } from "../../../src/report/model/trial-detail.ts";
import {
  countStatuses,
  findPath,
  pairFiles,
} from "../../../src/report/viewer/pages/trial/files/compare-files.ts";
import { moveInTree } from "../../../src/report/viewer/pages/trial/files/move-in-tree.ts";
import {
  countLines,
  cutHunks,
  MOST_LINES,
  toPatch,
} from "../../../src/report/viewer/pages/trial/files/patch.ts";
import { chooseFolded, toTreeRows } from "../../../src/report/viewer/pages/trial/files/tree-rows.ts";

const file = (path: string, text: string | null = path, isExecutable = false): WorkspaceFile => ({
  path,
  sizeBytes: text?.length ?? 0,
  isExecutable,
  hash: `${text}`,
  text,
});

describe("files against what they are compared with", () => {
  it("are added, changed, removed or the same", () => {
    const pairs = pairFiles(
      [file("a"), file("b", "new"), file("d"), file("run", "x", true)],
      [file("b", "old"), file("c"), file("d"), file("run", "x")],
    );
    expect(pairs.map(({ path, status }) => [path, status])).toEqual([
      ["a", "added"],
      ["b", "changed"],
      ["c", "removed"],
      ["d", "same"],
      ["run", "changed"],
    ]);
    expect(countStatuses(pairs)).toEqual({ added: 1, changed: 2, removed: 1, same: 1 });
  });

  it("nothing changed where they are compared with nothing", () => {
    expect(pairFiles([file("a")], null)).toMatchObject([{ status: "same", base: null }]);
  });

  it("are found by the path that an agent gave", () => {
    const pairs = pairFiles([file("src/main.ts")], null);
    for (const asked of ["src/main.ts", "./src/main.ts", "/app/src/main.ts"])
      expect(findPath(pairs, asked)).toBe("src/main.ts");
    expect(findPath(pairs, "/etc/src/main.ts")).toBeNull();
  });
});

describe("the tree of files", () => {
  const pairs = pairFiles(
    [file("README.md"), file("src/lib/money.ts"), file("src/lib/time.ts"), file("test/a.ts")],
    [],
  );

  it("has folders before files, and a folder with one folder in it in one row", () => {
    const rows = toTreeRows(pairs, new Set());
    expect(rows.map(({ name, level }) => `${level} ${name}`)).toEqual([
      "1 src/lib",
      "2 money.ts",
      "2 time.ts",
      "1 test",
      "2 a.ts",
      "1 README.md",
    ]);
    expect(rows[0]).toMatchObject({ changes: 2, isOpen: true, position: 1, siblings: 3 });
  });

  it("a folded folder hides what is in it, and still counts its changes", () => {
    const rows = toTreeRows(pairs, new Set(["src/lib"]));
    expect(rows.map(({ path }) => path)).toEqual(["src/lib", "test", "test/a.ts", "README.md"]);
    expect(rows[0]).toMatchObject({ isOpen: false, changes: 2 });
  });

  it("of many files, folders without a change are folded at first, but for the chosen file's", () => {
    const many = pairFiles(
      [file("a/x"), file("b/y"), file("c/z", "new")],
      [file("a/x"), file("b/y"), file("c/z", "old")],
    );
    expect(chooseFolded(many, "b/y", 2)).toEqual(new Set(["a"]));
    expect(chooseFolded(many, null, 3)).toEqual(new Set());
  });

  it("keys move, fold and open as in every tree", () => {
    const rows = toTreeRows(pairs, new Set());
    expect(moveInTree("ArrowDown", rows, "src/lib")).toEqual({ kind: "go", place: 1 });
    expect(moveInTree("ArrowUp", rows, "src/lib")).toBeNull();
    expect(moveInTree("ArrowLeft", rows, "src/lib/time.ts")).toEqual({ kind: "go", place: 0 });
    expect(moveInTree("ArrowLeft", rows, "src/lib")).toEqual({ kind: "toggle", path: "src/lib" });
    expect(moveInTree("ArrowRight", rows, "src/lib")).toEqual({ kind: "go", place: 1 });
    expect(moveInTree("End", rows, "src/lib")).toEqual({ kind: "go", place: 5 });
    expect(moveInTree("Enter", rows, "README.md")).toEqual({ kind: "open", place: 5 });
    expect(moveInTree("a", rows, "README.md")).toBeNull();
  });
});

describe("what changed in a file", () => {
  it("lines keep the numbers that they have on each side", () => {
    const patch = toPatch("a\nb\nc\n", "a\nB\nc\nd\n", false);
    if (patch.state !== "compared") throw new Error("not compared");
    expect(patch.hunks[0]!.changes).toEqual([
      { type: "normal", isNormal: true, content: "a", oldLineNumber: 1, newLineNumber: 1 },
      { type: "delete", isDelete: true, content: "b", lineNumber: 2 },
      { type: "insert", isInsert: true, content: "B", lineNumber: 2 },
      { type: "normal", isNormal: true, content: "c", oldLineNumber: 3, newLineNumber: 3 },
      { type: "insert", isInsert: true, content: "d", lineNumber: 4 },
    ]);
  });

  it("lines that took each other's place stand by turns where they are shown side by side", () => {
    const patch = toPatch("a\nb\n", "A\nB\nC\n", true);
    if (patch.state !== "compared") throw new Error("not compared");
    expect(patch.hunks[0]!.changes.map(({ content }) => content)).toEqual(["a", "A", "b", "B", "C"]);
  });

  it("hidden characters are shown, and a missing line break is told", () => {
    const patch = toPatch("", "safe \u202E evil", false);
    if (patch.state !== "compared") throw new Error("not compared");
    expect(patch.hunks[0]!.changes[0]!.content).toBe(String.raw`safe \u202e evil ⟨no line break at the end⟩`);
  });

  it("files with too many lines are not compared", () => {
    const long = "x\n".repeat(MOST_LINES / 2 + 1);
    expect(toPatch(long, `${long}y\n`, false)).toEqual({ state: "too-large", lines: MOST_LINES + 3 });
  });

  it("no more changes are shown than asked for", () => {
    const patch = toPatch("", "x\n".repeat(50), false);
    if (patch.state !== "compared") throw new Error("not compared");
    expect(cutHunks(patch.hunks, 10).flatMap(({ changes }) => changes)).toHaveLength(10);
  });

  it("an empty text has no line, and a break at the end begins none", () => {
    expect(["", "a", "a\n", "a\nb"].map(countLines)).toEqual([0, 1, 1, 2]);
  });
});

import { describe, expect, it } from "vitest";
import {
  countMatches,
  findSnippets,
  hasMatch,
  splitMatches,
  toMatcher,
} from "../../../src/report/viewer/parts/match-text.ts";

describe("looking for a text", () => {
  it("nothing is looked for where there is nothing but spaces", () => {
    expect(toMatcher("  ")).toBeNull();
  });

  it("signs of regular expressions are signs like any other", () => {
    const matcher = toMatcher("f(x)[0].*")!;
    expect(hasMatch(matcher, "calls F(X)[0].* twice")).toBe(true);
    expect(hasMatch(matcher, "fx0")).toBe(false);
  });

  it("letters that grow when their case changes do not shift what is marked", () => {
    expect(splitMatches(toMatcher("needle"), "İİ Needle İ")).toEqual([
      { text: "İİ ", isMatch: false },
      { text: "Needle", isMatch: true },
      { text: " İ", isMatch: false },
    ]);
  });

  it("a matcher that was used before finds the same again", () => {
    const matcher = toMatcher("data")!;
    expect(hasMatch(matcher, "its data")).toBe(true);
    expect(findSnippets(matcher, "its data", { most: 1, around: 10 })).toHaveLength(1);
    expect(countMatches(matcher, "data, data")).toBe(2);
    expect(splitMatches(matcher, "data").map(({ isMatch }) => isMatch)).toEqual([true]);
  });

  it("no more matches are told apart than asked for, and no text is lost", () => {
    const segments = splitMatches(toMatcher("a"), "abababab", 2);
    expect(segments.map(({ text }) => text).join("")).toBe("abababab");
    expect(segments.filter(({ isMatch }) => isMatch)).toHaveLength(2);
  });

  it("a snippet is one line, with what was cut off marked", () => {
    expect(findSnippets(toMatcher("needle")!, "aaaa\n  bb needle cc\ndddd", { most: 3, around: 4 })).toEqual([
      { before: "… bb ", match: "needle", after: " cc …" },
    ]);
  });

  it("a cut through a character of two units leaves well-formed text", () => {
    const [snippet] = findSnippets(toMatcher("x")!, "😀x😀", { most: 1, around: 1 });
    expect(snippet!.before.isWellFormed()).toBe(true);
    expect(snippet!.after.isWellFormed()).toBe(true);
  });
});

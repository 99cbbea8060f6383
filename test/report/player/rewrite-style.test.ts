import { describe, expect, test } from "vitest";
import { rewriteStyle } from "../../../src/report/player/rewrite/style.ts";

const find = (address: string): string | null => (address === "a.png" ? "blob:null/1" : null);

describe("a style sheet", () => {
  test.each([
    ["a { background: url( a.png ) }", 'a { background: url("blob:null/1") }'],
    [`@import 'a.png';`, '@import "blob:null/1";'],
    [`a::after { content: "url(a.png)" }`, `a::after { content: "url(a.png)" }`],
    ["/* url(a.png) */ b {}", "/* url(a.png) */ b {}"],
    ["/* url(a.png)", "/* url(a.png)"],
    [
      `a { content: "url(a.png)\n} b { background: url(a.png) }`,
      `a { content: "url(a.png)\n} b { background: url("blob:null/1") }`,
    ],
  ])("%s", (style, rewritten) => {
    expect(rewriteStyle(style, find)).toBe(rewritten);
  });

  test.each(["url(", "/*", "'\\'", "\"'", "url( ", "@import ", "url('\\'"])(
    "of many %j that are never closed is read in no time",
    (beginning) => {
      const style = beginning.repeat(200_000);
      const at = performance.now();
      expect(rewriteStyle(style, find)).toBe(style);
      expect(performance.now() - at).toBeLessThan(20_000);
    },
  );
});

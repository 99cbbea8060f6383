import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { packApp } from "../../../src/report/player/pack-app.ts";
import { toFiles } from "./stage.ts";

/** As a browser reads it: a script element ends at the first `</script`. */
const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script[^>]*>([^]*?)<\/script/gi)].map(([, text]) => text!);

describe("a packed app", () => {
  test("holds every file's bytes under its own path, whatever that is", () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, n) => n % 251);
    const paths = [
      "__proto__",
      "a/</script><script>alert(1)</script>.html",
      "<!--<script>",
      'quo"te\\.js',
      "اردو.html",
    ];
    const html = packApp(
      [...paths.map((path) => ({ path, content: bytes })), ...toFiles({ empty: "", one: "a", two: "ab" })],
      "",
    );
    const entries = JSON.parse(scriptsOf(html)[0]!) as [string, string][];
    expect(entries.map(([path]) => path)).toEqual([...paths, "empty", "one", "two"]);
    for (const [, base64] of entries.slice(0, paths.length)) {
      expect(Buffer.from(base64, "base64").equals(bytes)).toBe(true);
    }
    expect(entries.slice(-3).map(([, base64]) => base64)).toEqual(["", "YQ==", "YWI="]);
  });

  test("holds the player whole, whatever strings it has", () => {
    const player = 'globalThis.said = "<script>one</script><!-- two -->"';
    const [, script] = scriptsOf(packApp([], player));
    expect(script).not.toMatch(/<\/script|<!--/i);
    const page: { said?: string } = {};
    runInNewContext(script!, page);
    expect(page.said).toBe("<script>one</script><!-- two -->");
  });

  test("holds nothing of an app that no page can hold, and says so", () => {
    const large = { path: "large.bin", content: new Uint8Array(61_000_000) };
    const html = packApp([...toFiles({ "index.html": "<h1>app</h1>" }), large], "");
    const [[path, page]] = JSON.parse(scriptsOf(html)[0]!) as [[string, string]];
    expect(html.length).toBeLessThan(10_000);
    expect(path).toBe("index.html");
    expect(Buffer.from(page, "base64").toString()).toContain("too large");
  });

  test("lets nothing be loaded from elsewhere, and has no text of the app outside its data", () => {
    const html = packApp(toFiles({ "index.html": "<img src=http://example.com>" }), "");
    expect(html).not.toContain("example.com");
    expect(html).toMatch(/default-src 'none'.*connect-src blob: data:.*form-action 'none'/);
  });
});

import { createContext, runInContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toChunkElement, toChunkScript } from "../../../src/report/feed/chunk.ts";
import { toFolderPage } from "../../../src/report/page-html.ts";

const NASTY = [
  "\u2028 and \u2029",
  "</script><script>alert(1)</script>",
  "<!-- <script> -->",
  `"quotes" 'and' \`ticks\` \${and} \\ slashes \\`,
  "a lone \uD83D surrogate",
  "\0\r\n\u007F\uFEFF",
  '");buildoffChunk("other","1");("',
];
const PROTO: unknown = JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": 1}');

/** What a page is handed by a chunk's script: its name, and its JSON as text. */
function runScript(script: string): [name: unknown, json: unknown][] {
  const told: [unknown, unknown][] = [];
  const buildoffChunk = (name: unknown, json: unknown) => void told.push([name, json]);
  runInContext(script, createContext({ buildoffChunk }));
  return told;
}

/** The content of the only script element, as an HTML parser finds its end. */
function readElement(html: string): string {
  const [whole, content] = /^<script type="application\/json" data-chunk="a\/0">(.*?)<\/script\s*>\n/is.exec(
    html,
  )!;
  expect(whole).toBe(html);
  return content!;
}

describe("a chunk", () => {
  it.each([...NASTY, PROTO, null, [], NASTY].map((content) => ({ content })))(
    "as a script hands over exactly its JSON: $content",
    ({ content }) => {
      const told = runScript(toChunkScript({ name: "a/0", content }));
      expect(told).toEqual([["a/0", JSON.stringify(content)]]);
      expect(toChunkScript({ name: "a/0", content })).not.toMatch(/[\uD800-\uDFFF]/);
    },
  );

  it("as a script hands over any JSON and any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.jsonValue({ stringUnit: "binary" }), (name, content) => {
        expect(runScript(toChunkScript({ name, content }))).toEqual([[name, JSON.stringify(content)]]);
      }),
    );
  });

  it.each([...NASTY, PROTO].map((content) => ({ content })))(
    "as an element of a page cannot be left: $content",
    ({ content }) => {
      const json = readElement(toChunkElement({ name: "a/0", content }));
      expect(json).not.toContain("<");
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(content));
    },
  );
});

describe("a page", () => {
  it("shows its title as text, whatever a suite is called", () => {
    const html = toFolderPage('</title><script>alert("&amp;")</script>', null);
    expect(html).toContain("<title>&lt;/title>&lt;script>alert(&quot;&amp;amp;&quot;)&lt;/script></title>");
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it("that lies in a folder may run nothing but its own files", () => {
    const html = toFolderPage("t", "default-src 'none'");
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`);
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
  });
});

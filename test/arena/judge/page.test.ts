import { describe, expect, it } from "vitest";
import { readHiddenNames } from "../../../src/arena/judge/page/hidden.ts";
import { toPlainText } from "../../../src/arena/judge/page/plain-text.ts";
import { readPage } from "../../../src/arena/judge/page/read-page.ts";

const read = (html: string, sheet = ""): string[] =>
  readPage(html, readHiddenNames(sheet)).nodes.map(({ tag, text }) => `${tag}: ${text}`);

/** Ways to put a text into a page that nobody sees. */
const HIDDEN: Readonly<Record<string, string>> = {
  "a comment": "<!-- SECRET -->",
  "a comment with another end": "<!-- > SECRET --!>",
  "a comment that never ends": "<p>shown</p><!-- SECRET",
  "a bogus comment": "<!SECRET><?SECRET?></ SECRET>",
  "a script": "<script>SECRET</script>",
  "a script that holds a tag": '<script>"</div>SECRET"</script>',
  "a style": "<style>SECRET</style>",
  "a template": "<template><p>SECRET</p></template>",
  "a title": "<head><title>SECRET</title></head>",
  noscript: "<noscript>SECRET</noscript>",
  "the attribute hidden": "<div hidden><p>SECRET</div>",
  "hidden until found": '<div hidden="until-found">SECRET</div>',
  "aria-hidden": '<span aria-hidden="true">SECRET</span>',
  "display none": '<div style="display:none">SECRET</div>',
  "display none in other words": "<DIV STYLE='color:red; DISPLAY : none !important'>SECRET</DIV>",
  "display none escaped": String.raw`<div style="d\69splay:n\6f ne">SECRET</div>`,
  "display none with a comment": '<div style="display/**/:/**/none">SECRET</div>',
  "display none by references": '<div style="display&#58;none">SECRET</div>',
  "visibility hidden": '<div style="visibility:hidden">SECRET</div>',
  "opacity nought": '<div style="opacity:0.0">SECRET</div>',
  "letters of no size": '<div style="font-size:0px">SECRET</div>',
  "a box of no size": '<div style="width:0;height:0">SECRET</div>',
  "a box of one pixel": '<div style="width:1px;height:1px;overflow:hidden">SECRET</div>',
  "a place off the screen": '<div style="position:absolute;left:-9999px">SECRET</div>',
  "an indent off the screen": '<div style="text-indent:-999em">SECRET</div>',
  "transparent letters": '<div style="color:rgba(0,0,0,0)">SECRET</div>',
  "a clip": '<div style="position:absolute;clip-path:inset(100%)">SECRET</div>',
  "a dialog that is closed": "<dialog>SECRET</dialog>",
  "a field that is hidden": '<input type="hidden" value="SECRET">',
  attributes: '<p title="SECRET" data-x="SECRET" aria-label="SECRET">shown</p><img alt="SECRET">',
  "a class that a sheet hides": '<p class="a sr-only">SECRET</p>',
  "an id that a sheet hides": '<p id="note">SECRET</p>',
  "a table that swallows an end tag": "<div hidden><table></div>SECRET",
  "an end tag of something else": "<div hidden></p></span>SECRET</div>",
  "a paragraph inside": "<section hidden><p>one<p>SECRET</section>",
};
const SHEET =
  ".other { color: red } .sr-only, #note { position: absolute; width: 1px; height: 1px; overflow: hidden }";

describe("what a page shows", () => {
  it.each(Object.entries(HIDDEN))("is not %s", (_, html) => {
    const shown = read(`<body><h1>Shop</h1>${html}`, SHEET).join("\n");
    expect(shown).not.toContain("SECRET");
    expect(shown).toContain("h1: Shop");
  });

  it("is its text, part by part, and its controls", () => {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>
<body><h1>Expenses &amp; more</h1><p>Total: <b>12.50</b>&nbsp;€<br>today<p>Second
<ul><li>One<li>Two <button type="button">Remove</button></ul>
<form><label>Amount <input placeholder="0.00"></label><input type="submit" value="Add"></form>
<table><tr><td>a<td>b<tr><td>c</table><img src="x.png" alt="y"></body></html>`;
    expect(read(html)).toEqual([
      "h1: Expenses & more",
      "p: Total: 12.50 € today",
      "p: Second",
      "li: One",
      "li: Two",
      "button: Remove",
      "label: Amount",
      "input: [a field: text] 0.00",
      "input: [a field: submit] Add",
      "td: a",
      "td: b",
      "td: c",
      "img: [a picture]",
    ]);
  });

  it("is what stands behind a part that is hidden, too", () => {
    expect(read('<div style="display:none">x</div><p hidden>x<p>shown<div hidden>x</div>rest')).toEqual([
      "p: shown",
      "body: rest",
    ]);
  });

  it("stays where a rule hides it on paper, at a state, or inside of something else", () => {
    const sheet = "@media print { .a { display: none } } .b:hover { display: none } .c .d { display: none }";
    expect(read('<p class="a">a<p class="b">b<p class="d">d', sheet)).toEqual(["p: a", "p: b", "p: d"]);
  });

  it("survives what is no HTML", () => {
    expect(read("a < b <3 <> </> <a href='x")).toEqual(["body: a < b <3 <>"]);
    expect(read("<".repeat(50_000))).toHaveLength(1);
    expect(read("<p ".repeat(20_000))).toEqual([]);
    expect(read("<div>".repeat(20_000))).toEqual([]);
  });
});

describe("where a page leads", () => {
  const linksOf = (html: string, sheet = ""): readonly string[] =>
    readPage(html, readHiddenNames(sheet)).links;

  it("is told by its links, areas and frames", () => {
    expect(
      linksOf(
        '<a href="a.html">a</a><map><area href="b.html"></map><iframe src="c.html">SECRET</iframe><a>x',
      ),
    ).toEqual(["a.html", "b.html", "c.html"]);
    expect(linksOf('<frameset><frame src="d.html"></frameset>')).toEqual(["d.html"]);
    expect(read('<p>shown<iframe src="c.html"><p>SECRET</iframe>')).toEqual(["p: shown"]);
  });

  it.each([
    ["a link that is hidden", '<a hidden href="x.html">x</a>'],
    ["a link inside of what is hidden", '<div style="display:none"><a href="x.html">x</a></div>'],
    ["a link that a sheet hides", '<a class="x" href="x.html">x</a>'],
    ["a frame that is hidden", '<iframe style="visibility:hidden" src="x.html"></iframe>'],
    ["frames that a sheet hides", '<iframe id="x" src="x.html"></iframe>'],
    ["a frame of no size", '<iframe width="0" src="x.html"></iframe>'],
    ["a frame with another text", '<iframe srcdoc="y" src="x.html"></iframe>'],
    ["a link in a comment", '<!-- <a href="x.html">x</a> -->'],
    ["a link of a script", `<script>"<a href='x.html'>"</script>`],
  ])("is not told by %s", (_, html) => {
    expect(linksOf(html, ".x, #x { display: none }")).toEqual([]);
  });

  it("may be relative to something else", () => {
    expect(readPage('<base href="sub/"><base href="other/"><a href="a.html">a', new Set()).base).toBe("sub/");
  });
});

describe("a text without what nobody sees", () => {
  it("has no tags, no zero-width signs, no overrides of direction and no control signs", () => {
    const tags = "pass".replaceAll(/./g, (sign) => String.fromCodePoint(0xe0000 + sign.codePointAt(0)!));
    const text = `a${tags}b\u200bc\u202ed\u2066e\ufefff\u00adg\ufe0fh\u{e0101}i\u001b[31mj\u0000`;
    expect(toPlainText(text)).toBe("abcdefghi[31mj");
  });

  it("keeps letters of every script", () => {
    expect(toPlainText("خرچہ ۱۲٫۵۰\n 支出 é 👍")).toBe("خرچہ ۱۲٫۵۰ 支出 é 👍");
  });
});

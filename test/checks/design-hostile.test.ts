import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CheckVerdict } from "../../src/core/check.ts";
import type { SandboxProvider } from "../../src/core/sandbox.ts";
import { page, type Routes } from "./support/app.ts";
import { openProvider, parseChecks, runOn } from "./support/checker.ts";
import { HONEST } from "./support/design-pages.ts";

const taskFolder = join(import.meta.dirname, "fixtures");
const design = { reference: "design/reference.html", files: ["design/reference.css"] };
const script = (body: string, before = ""): string => page(`${before}<script>${body}</script>`);

/** What loops is ended by its deadline; what does not is measured, however busy the machine is. */
const [SHORT, LONG] = ["8s", "60s"];
const ENDED = /^(could not open|the check did not end within its 8\.0s)/;
/** Whether the browser itself is up to it depends on how busy the machine is. */
const MEASURED =
  /^(expected the page to look|the page crashed|the page could not be pictured|the check did not end)/;
const LIKENESS = /^expected the page to look like the design by at least 0\.85, found 0\.[0-3]\d: /;

/** Pages that do their worst, and how their verdict begins. */
const HOSTILE: readonly (readonly [title: string, first: Routes[string], message: RegExp])[] = [
  [
    "has ten thousand blocks, one above the other",
    script(
      `document.body.innerHTML = Array.from({ length: 10000 }, (_, n) =>
         '<div style="position:absolute;inset:0;width:' + (300 + n % 900) + 'px;background:rgb(' + n % 256 + ',9,9)">Night mooring</div>').join("")`,
    ),
    LIKENESS,
  ],
  [
    "grows without end",
    script(
      `setInterval(() => { for (let n = 0; n < 500; n++) document.body.append(n, document.createElement("p")) }, 1)`,
    ),
    LIKENESS,
  ],
  [
    "is nested without measure",
    script(
      `let at = document.body; for (let n = 0; n < 20000; n++) at = at.appendChild(document.createElement("div")); at.append("deep")`,
    ),
    MEASURED,
  ],
  ["is one text of five million letters", page("word ".repeat(1_000_000)), MEASURED],
  [
    "is a million pixels high and wide",
    page(`<div style="width:1000000px;height:1000000px;background:red">x</div>`),
    LIKENESS,
  ],
  ["loops for ever", script(`for (;;);`), ENDED],
  ["adds to itself for ever", script(`for (;;) document.body.append(document.createElement("p"))`), /^/],
  ["alerts for ever", script(`for (;;) alert("again")`), ENDED],
  ["is closed by itself", script(`open("", "_self").close(); close()`), /^/],
  ["goes elsewhere for ever", script(`setTimeout(() => location.reload(), 10)`), /^/],
  [
    "hides what a page is read by",
    page(`<img name="documentElement"><form><input name="style">x</form>`),
    /^/,
  ],
];

/** Says of itself what the design is. */
const LIAR = script(
  `const right = () => ({ height: 900, texts: [], shapes: [] });
   window.readBlocks = window.hideText = right;
   const fail = () => { throw new Error("rewritten") };
   window.getComputedStyle = fail; document.getAnimations = fail; document.createRange = fail;
   Element.prototype.getBoundingClientRect = () => ({ left: 0, top: 0, right: 0, bottom: 0 });
   Range.prototype.getClientRects = () => []; Node.prototype.appendChild = fail;
   Object.defineProperty(Node.prototype, "firstChild", { get: () => null });
   Object.defineProperty(Element.prototype, "shadowRoot", { get: fail });
   CSSStyleDeclaration.prototype.setProperty = () => {}; Array.prototype.map = Array.prototype.reduce = fail;
   JSON.stringify = JSON.parse = () => right(); Set.prototype.add = Map.prototype.get = fail; Promise.race = fail;
   window.setTimeout = () => {};`,
);

let provider: SandboxProvider;
beforeAll(async () => {
  provider = await openProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

const judge = async (first: Routes[string], timeout: string): Promise<readonly CheckVerdict[]> => {
  const routes: Routes = { "/": first, "/after": HONEST };
  const checks = parseChecks(
    { id: "hostile", timeout, design },
    { id: "after", timeout: "2m", design: { ...design, goto: "/after" } },
  );
  return (await runOn(provider, routes, checks, { taskFolder })).verdicts;
};

it.each(HOSTILE.map(([title, first, message]) => ({ title, first, message })))(
  "a page that $title fails in bounded time, and the next check is not the worse for it",
  { timeout: 180_000 },
  async ({ first, message }) => {
    const [hostile, after] = await judge(first, message === LIKENESS || message === MEASURED ? LONG : SHORT);
    expect(hostile).toMatchObject({
      passed: false,
      evidence: { message: expect.stringMatching(message) as string },
    });
    expect(after!.evidence.message).toMatch(/^the page looks like the design/);
  },
);

it("a page that rewrites what it is measured by is measured all the same", async () => {
  const rewritten = HONEST.replace("</body>", LIAR.slice(LIAR.indexOf("<script>")));
  const [liar, after] = await judge(rewritten, LONG);
  expect(JSON.stringify(liar!.evidence)).toBe(JSON.stringify(after!.evidence));
});

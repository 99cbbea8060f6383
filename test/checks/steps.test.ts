import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckVerdict } from "../../src/core/check.ts";
import type { SandboxProvider } from "../../src/core/sandbox.ts";
import type { CheckReport } from "../../src/core/checker.ts";
import { page, type Routes } from "./support/app.ts";
import { openProvider, parseChecks, runOn } from "./support/checker.ts";

const form = page(
  `<h1>Expenses</h1><h2>Expenses</h2>
   <label>Amount <input id="amount" placeholder="0.00"></label>
   <label>Note <textarea id="note"></textarea></label>
   <label>Kind <select id="kind"><option value="f">Food</option><option value="r">Rent</option></select></label>
   <label><input type="checkbox" id="paid"> Paid</label>
   <input type="checkbox" id="fancy" style="opacity:0;position:absolute;width:1px;height:1px"><label for="fancy"><span>Fancy</span></label>
   <button id="add">Add</button> <button disabled>Save</button> <button hidden>Hidden</button>
   <button aria-pressed="false" onclick="this.setAttribute('aria-pressed','true')">Bold</button>
   <div role="combobox" aria-label="Colour" tabindex="0" onclick="opts.hidden=false" id="colour">Red</div>
   <div id="opts" role="listbox" hidden><div role="option" onclick="colour.textContent='Blue';opts.hidden=true">Blue</div></div>
   <output data-testid="total">0.00</output>
   <ul><li>Tea <b>2</b></li><li>Coffee <b>3</b></li><li style="display:none">Milk</li></ul>
   <p data-testid="hidden" hidden>secret</p>
   <a href="/second?tab=1#top" style="color: rgb(255, 0, 0)">Second</a>
   <img alt="Logo" width="10" height="10" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
   <div data-testid="urdu">کل: ۱٬۲۵۰٫۵۰ روپے</div>
   <div style="position:relative"><button id="under">Under</button><div style="position:absolute;inset:0;background:#fff">Overlay text</div></div>
   <output data-testid="log"></output>
   <script>
     const log = document.querySelector("[data-testid=log]");
     let total = 0;
     add.onclick = () => setTimeout(() => {
       total += Number(amount.value);
       document.querySelector("[data-testid=total]").textContent = total.toFixed(2);
     }, 50);
     add.ondblclick = () => (log.textContent = "double");
     add.onmouseenter = () => (log.dataset.hover = "yes");
     document.onkeydown = (event) => (log.textContent += event.key + " ");
   </script>`,
);

const routes: Routes = {
  "/": form,
  "/second": page(`<p>Second page</p><a href="/">Home</a>`, "<style>body{direction:rtl}</style>"),
  "/ur": form.replace('lang="en"', 'lang="ur-PK" dir="rtl"'),
  "/isolated": page(
    `<p>\u2068علی\u2069 کے ۳ کام</p><button aria-label="\u2068علی\u2069 کو حذف کریں">×</button><label>\u2067نام\u2069 <input></label>`,
  ),
  "/wide": page(`<div id="wide" style="width:900px;height:10px">x</div>`),
  "/late": page(
    `<label>Kind <select id="kind"></select></label>
     <script>setTimeout(() => kind.append(new Option("Food"), new Option("Rent")), 400)</script>`,
  ),
  "/listens-late": page(
    `<button>Go</button><label>Name <input></label><output data-testid="out"></output>
     <script>
       const out = document.querySelector("output");
       fetch("/slow").then(() => fetch("/slow")).then(() => {
         document.querySelector("button").onclick = () => (out.textContent = "gone");
         document.querySelector("input").onkeydown = (event) => (out.textContent += event.key);
       });
     </script>`,
  ),
  "/slow": (_, response) => setTimeout(() => response.end("{}"), 400),
  "/asks-on": page(
    `<button onclick="document.querySelector('output').textContent = 'gone'">Go</button><output data-testid="out"></output>
     <script>fetch("/never"); new EventSource("/never"); navigator.sendBeacon("/never")</script>`,
  ),
  "/never": () => {},
  "/gone": (_, response) => response.destroy(),
  "/dialogs": page(
    `<button onclick="out.textContent=String(confirm('Sure?'))">Ask</button><output id="out" data-testid="out"></output>`,
  ),
  "/drag": page(
    `<div id="card" draggable="true" style="width:50px;height:50px;background:red" data-testid="card"></div>
     <div id="bin" style="width:90px;height:90px;background:blue;margin-top:60px" data-testid="bin"></div>
     <div id="knob" style="position:absolute;left:300px;top:20px;width:30px;height:30px;background:green" data-testid="knob"></div>
     <div style="position:absolute;left:300px;top:200px;width:60px;height:60px;background:grey" data-testid="slot"></div>
     <output data-testid="out"></output>
     <script>
       const out = document.querySelector("output");
       bin.ondragover = (event) => event.preventDefault();
       bin.ondrop = () => (out.textContent = "dropped");
       knob.onpointerdown = () => {
         document.onpointermove = (event) => { knob.style.left = event.clientX - 15 + "px"; knob.style.top = event.clientY - 15 + "px"; };
         document.onpointerup = () => { document.onpointermove = null; out.textContent = knob.style.left; };
       };
     </script>`,
  ),
  "/upload": page(
    `<label>File <input type="file" id="f"></label><button onclick="f.click()">Choose</button><output data-testid="out"></output>
     <script>f.onchange = async () => (document.querySelector("output").textContent = f.files[0].name + ":" + (await f.files[0].text()));</script>`,
  ),
  "/timer": page(
    `<output data-testid="n">0</output><output data-testid="at"></output><output data-testid="dice"></output>
     <script>
       const [n, at, dice] = document.querySelectorAll("output");
       at.textContent = new Date().toISOString();
       dice.textContent = Math.random();
       setInterval(() => (n.textContent = Number(n.textContent) + 1), 1000);
     </script>`,
  ),
  "/square": page(
    `<div data-testid="square" style="width:10px;height:10px;background:#f00"></div>`,
    "<style>body{margin:0}</style>",
  ),
};

const at = (...steps: unknown[]) => [{ goto: "/" }, ...steps];
const brief = { timeout: "300ms" };

/** What is written, and the whole message of its failure; null where it must pass. */
const CASES: readonly (readonly [
  title: string,
  steps: unknown[],
  message: string | null,
  common?: object,
])[] = [
  // Actions.
  [
    "fill and click",
    at(
      { fill: { label: "Amount", value: "12.50" } },
      { click: { role: "button", name: "Add" } },
      { expect: { testId: "total", text: "12.50" } },
    ),
    null,
  ],
  [
    "a wrong total",
    at(
      { fill: { label: "Amount", value: "1" } },
      { click: { role: "button", name: "Add" } },
      { expect: { testId: "total", text: "12.50", ...brief } },
    ),
    "expected total 12.50, found 1.00, after click on button Add",
  ],
  [
    "doubleClick, hover",
    at(
      { hover: { role: "button", name: "Add" } },
      { expect: { testId: "log", attribute: { name: "data-hover", value: "yes" } } },
      { doubleClick: { role: "button", name: "Add" } },
      { expect: { testId: "log", text: "double" } },
    ),
    null,
  ],
  [
    "press, type and focus",
    at(
      { focus: { label: "Note" } },
      { type: "hi" },
      { press: "Enter" },
      { press: { key: "x", times: 3 } },
      { press: { key: "End", on: { label: "Amount" } } },
      { expect: { label: "Note", value: "hi xxx" } },
      { expect: { label: "Amount", focused: true } },
      { expect: { testId: "log", text: "h i Enter x x x End" } },
    ),
    null,
  ],
  [
    "a click before the app has its data",
    [
      { goto: "/listens-late" },
      { click: { role: "button", name: "Go" } },
      { expect: { testId: "out", text: "gone", ...brief } },
    ],
    null,
  ],
  [
    "keys after a reload, before the app has its data",
    [
      { goto: "/listens-late" },
      "reload",
      { focus: { label: "Name" } },
      { type: "ab" },
      { expect: { testId: "out", text: "ab", ...brief } },
    ],
    null,
  ],
  [
    "an app that goes on asking",
    [
      { goto: "/asks-on" },
      { click: { role: "button", name: "Go" } },
      { expect: { testId: "out", text: "gone" } },
    ],
    null,
    { timeout: "8s" },
  ],
  ["an unknown key", at({ press: "Entr" }), 'could not press Entr: Unknown key: "Entr", after goto /'],
  [
    "select by label",
    at(
      { select: { label: "Kind", option: "Rent" } },
      { expect: { label: "Kind", value: "Rent" } },
      { expect: { label: "Kind", value: "r" } },
    ),
    null,
  ],
  [
    "select what is offered a moment later",
    [
      { goto: "/late" },
      { select: { label: "Kind", option: "Rent" } },
      { expect: { label: "Kind", value: "Rent" } },
    ],
    null,
  ],
  [
    "select what is not offered",
    at({ select: { label: "Kind", option: "Fun" } }),
    "could not select in field Kind: there is no option Fun; there are Food, Rent, after goto /",
  ],
  [
    "select in a list box of its own",
    at(
      { select: { role: "combobox", name: "Colour", option: "Blue" } },
      { expect: { role: "combobox", name: "Colour", text: "Blue" } },
    ),
    null,
  ],
  [
    "check and uncheck",
    at(
      { check: { label: "Paid" } },
      { expect: { label: "Paid", checked: true } },
      { uncheck: { label: "Paid" } },
      { expect: { label: "Paid", checked: false } },
    ),
    null,
  ],
  [
    "check a box that its label stands for",
    at({ check: { label: "Fancy" } }, { expect: { label: "Fancy", checked: true } }),
    null,
  ],
  [
    "a toggle button is checked when pressed",
    at(
      { expect: { role: "button", name: "Bold", checked: false } },
      { click: { role: "button", name: "Bold" } },
      { expect: { role: "button", name: "Bold", checked: true } },
    ),
    null,
  ],
  [
    "drag, HTML's own",
    [
      { goto: "/drag" },
      { drag: { from: { testId: "card" }, to: { testId: "bin" } } },
      { expect: { testId: "out", text: "dropped" } },
    ],
    null,
  ],
  [
    "drag by the pointer",
    [
      { goto: "/drag" },
      { drag: { from: { testId: "knob" }, to: { testId: "slot" } } },
      { expect: { testId: "out", text: { regex: "^31[56]" } } },
    ],
    null,
  ],
  [
    "upload what the task wrote",
    [
      { goto: "/upload" },
      { upload: { label: "File", file: { name: "a.csv", mimeType: "text/csv", content: "1,2" } } },
      { expect: { testId: "out", text: "a.csv:1,2" } },
    ],
    null,
  ],
  [
    "upload a file of the task, by a button",
    [
      { goto: "/upload" },
      { upload: { role: "button", name: "Choose", file: "upload.txt" } },
      { expect: { testId: "out", text: "upload.txt:from the task" } },
    ],
    null,
  ],
  ["wait", at({ wait: "20ms" }), null],
  [
    "tick moves timers, and nothing else does",
    [
      { goto: "/timer" },
      { wait: "1100ms" },
      { expect: { testId: "n", number: 0 } },
      { tick: "3s" },
      { expect: { testId: "n", number: 3 } },
      { expect: { testId: "at", text: "2026-01-01T12:00:00.000Z" } },
    ],
    null,
    { clock: "manual" },
  ],
  [
    "tick without a manual clock",
    [{ goto: "/timer" }, { tick: "3s" }],
    "`tick` needs `clock: manual` in its check, after goto /timer",
  ],
  [
    "a fixed clock, with timers that run",
    [
      { goto: "/timer" },
      { expect: { testId: "at", text: "2026-01-01T12:00:00.000Z" } },
      { expect: { testId: "n", number: 1 } },
    ],
    null,
    { clock: "fixed" },
  ],
  [
    "viewport",
    [{ goto: "/wide" }, { viewport: "1000x500" }, { expect: { noHorizontalScroll: true } }],
    null,
    { viewport: "375x812" },
  ],
  [
    "dialogs are dismissed unless the task says otherwise",
    [
      { goto: "/dialogs" },
      { click: { role: "button" } },
      { expect: { testId: "out", text: "false" } },
      { dialog: "accept" },
      { click: { role: "button" } },
      { expect: { testId: "out", text: "true" } },
    ],
    null,
  ],
  [
    "remember",
    at(
      { remember: { testId: "urdu", as: "n", what: "number" } },
      { remember: { testId: "total", as: "t" } },
      { remember: { role: "listitem", as: "c", what: "count" } },
      { expect: { testId: "urdu", number: { equals: "n" } } },
      { expect: { testId: "total", text: { same: "t" } } },
      { expect: { role: "heading", level: 1, text: { differs: "t" } } },
    ),
    null,
  ],
  [
    "remember where there is no number",
    at({ remember: { role: "heading", level: 1, as: "n", what: "number" } }),
    "could not remember the number of heading level 1: found 0 numbers in Expenses, after goto /",
  ],
  [
    "repeat",
    at(
      {
        repeat: {
          times: 3,
          steps: [{ fill: { label: "Amount", value: "2" } }, { click: { role: "button", name: "Add" } }],
        },
      },
      { expect: { testId: "total", number: 6 } },
    ),
    null,
  ],
  [
    "reload, back, forward",
    at(
      { click: { role: "link", name: "Second" } },
      { expect: { url: "/second?tab=1#top" } },
      "back",
      { expect: { url: "/" } },
      "forward",
      { expect: { url: { contains: "second" } } },
      "reload",
      { expect: { text: "Second page Home" } },
    ),
    null,
  ],
  ["no way back", ["back"], "could not go back: there is no such page in the history"],
  [
    "an address that does not answer",
    [{ goto: "/gone" }],
    "could not open /gone: net::ERR_EMPTY_RESPONSE at /gone",
  ],
  // Locators.
  [
    "nobody there",
    at({ click: { role: "button", name: "Remove" } }),
    "found no element that matches button Remove, after goto /",
  ],
  [
    "several there",
    at({ click: { role: "heading", name: "Expenses" } }),
    "found 2 elements that match heading Expenses; name one by nth or within, after goto /",
  ],
  [
    "one of several, by level, nth, within and text",
    at(
      { expect: { role: "heading", name: "Expenses", level: 2 } },
      { expect: { role: "listitem", nth: -1, text: "Coffee 3" } },
      { expect: { within: { role: "listitem", withText: { contains: "Tea" } }, withText: "2" } },
      { expect: { role: "listitem", withText: "Coffee 3" } },
      { expect: { alt: "Logo" } },
      { expect: { placeholder: "0.00" } },
      { expect: { role: "button", name: { regex: "^A.d$" } } },
      { expect: { role: "button", name: { contains: "av" }, enabled: false } },
    ),
    null,
  ],
  [
    "hidden twins do not count",
    at(
      { expect: { role: "listitem", count: 2 } },
      { expect: { role: "listitem", count: { min: 1, max: 2 } } },
    ),
    null,
  ],
  [
    "a disabled button",
    at({ click: { role: "button", name: "Save" } }),
    "could not click on button Save: it is disabled, after goto /",
  ],
  [
    "a covered button",
    at({ click: { role: "button", name: "Under" } }),
    "could not click on button Under: a div (Overlay text) covers it, after goto /",
  ],
  [
    "a hidden element",
    at({ click: { testId: "hidden" } }),
    "could not click on hidden: it is hidden, after goto /",
  ],
  // Expectations.
  [
    "visible",
    at({ expect: { testId: "hidden", ...brief } }),
    "expected hidden to be visible, found it hidden, after goto /",
  ],
  [
    "visible, absent",
    at({ expect: { testId: "nope", visible: true, ...brief } }),
    "expected nope to be visible, found no such element, after goto /",
  ],
  [
    "not visible",
    at({ expect: { testId: "hidden", visible: false } }, { expect: { testId: "nope", visible: false } }),
    null,
  ],
  [
    "not visible, but is",
    at({ expect: { testId: "total", visible: false, ...brief } }),
    "expected total not to be visible, found it visible, after goto /",
  ],
  ["text of the page", at({ expect: { text: { contains: "Coffee 3" } } }), null],
  [
    "text of nobody",
    at({ expect: { testId: "nope", text: "1", ...brief } }),
    "expected nope 1, found no such element, after goto /",
  ],
  [
    "text that contains",
    at({ expect: { testId: "total", text: { contains: "9" }, ...brief } }),
    "expected total to contain 9, found 0.00, after goto /",
  ],
  [
    "value",
    at({ fill: { label: "Amount", value: "a, b" } }, { expect: { label: "Amount", value: "c", ...brief } }),
    'expected field Amount with value c, found "a, b", after fill field Amount with "a, b"',
  ],
  [
    "value of what has none",
    at({ expect: { testId: "total", value: "c", ...brief } }),
    "expected total with value c, found an element that holds no value, after goto /",
  ],
  [
    "number in Urdu",
    at(
      { expect: { testId: "urdu", number: 1250.5 } },
      { expect: { testId: "urdu", number: { atLeast: 1000, lessThan: 2000 } } },
    ),
    null,
  ],
  [
    "number",
    at({ expect: { testId: "urdu", number: { moreThan: 2000 }, ...brief } }),
    "expected urdu more than 2000, found کل: ۱٬۲۵۰٫۵۰ روپے, after goto /",
  ],
  [
    "no number",
    at({ expect: { role: "heading", level: 1, number: 1, ...brief } }),
    "expected heading level 1 1, found 0 numbers in Expenses, after goto /",
  ],
  ["texts", at({ expect: { role: "listitem", texts: ["Tea 2", { contains: "Coffee" }] } }), null],
  [
    "texts in another order",
    at({ expect: { role: "listitem", texts: ["Coffee 3", "Tea 2"], ...brief } }),
    "expected the texts of listitem Coffee 3 | Tea 2, found Tea 2 | Coffee 3, after goto /",
  ],
  [
    "count",
    at({ expect: { role: "listitem", count: 3, ...brief } }),
    "expected 3 visible of listitem, found 2, after goto /",
  ],
  [
    "count of nothing",
    at(
      { expect: { role: "row", count: 0 } },
      { expect: { role: "row", count: 0, within: { role: "table" } } },
    ),
    null,
  ],
  [
    "enabled",
    at({ expect: { role: "button", name: "Save", enabled: true, ...brief } }),
    "expected button Save to be enabled, found it disabled, after goto /",
  ],
  [
    "checked",
    at({ expect: { label: "Paid", checked: true, ...brief } }),
    "expected field Paid to be checked, found it unchecked, after goto /",
  ],
  [
    "checked, of a text",
    at({ expect: { testId: "total", checked: true, ...brief } }),
    "expected total to be checked, found an element that cannot be checked, pressed or selected, after goto /",
  ],
  [
    "focused",
    at({ expect: { label: "Amount", focused: true, ...brief } }),
    "expected field Amount to have the focus, found it without the focus, after goto /",
  ],
  [
    "attribute",
    at({
      expect: {
        role: "link",
        name: "Second",
        attribute: { name: "href", value: { contains: "third" } },
        ...brief,
      },
    }),
    "expected the attribute href of link Second to contain third, found /second?tab=1#top, after goto /",
  ],
  [
    "attribute absent",
    at({ expect: { role: "link", name: "Second", attribute: { name: "target", value: null } } }),
    null,
  ],
  ["style", at({ expect: { role: "link", name: "Second", style: { color: "rgb(255, 0, 0)" } } }), null],
  [
    "style, other",
    at({ expect: { role: "link", name: "Second", style: { textAlign: "right" }, ...brief } }),
    "expected the style textAlign of link Second right, found start, after goto /",
  ],
  ["url", at({ expect: { url: "/about", ...brief } }), "expected the address /about, found /, after goto /"],
  ["title", at({ expect: { title: "Test" } }), null],
  [
    "title, other",
    at({ expect: { title: "Home", ...brief } }),
    "expected the title Home, found Test, after goto /",
  ],
  ["direction and language", [{ goto: "/ur" }, { expect: { direction: "rtl", language: "ur" } }], null],
  [
    "names and texts with marks of direction in them",
    [
      { goto: "/isolated" },
      { click: { role: "button", name: "علی کو حذف کریں" } },
      { fill: { label: "نام", value: "ولی" } },
      { expect: { withText: "علی کے ۳ کام", visible: true } },
      { expect: { withText: { contains: "علی کے" }, text: "علی کے ۳ کام" } },
      { expect: { role: "button", name: "ولی کو حذف کریں", count: 0 } },
    ],
    null,
  ],
  [
    "direction, other",
    at({ expect: { direction: "rtl", ...brief } }),
    "expected the direction of the page rtl, found ltr, after goto /",
  ],
  [
    "language, other",
    at({ expect: { language: "ur", ...brief } }),
    "expected the page's language ur, found en, after goto /",
  ],
  [
    "noHorizontalScroll",
    [{ goto: "/wide" }, { expect: { noHorizontalScroll: true, ...brief } }],
    "expected the page not to scroll sideways, found it 908 px wide in 375 px, because of <div#wide>, after goto /wide",
    { viewport: "375x812" },
  ],
  [
    "screenshot",
    [{ goto: "/square" }, { expect: { testId: "square", screenshot: { file: "red.png" } } }],
    null,
  ],
  [
    "screenshot, other",
    [{ goto: "/square" }, { expect: { testId: "square", screenshot: { file: "half-blue.png" }, ...brief } }],
    "expected square to look like half-blue.png, found 50 % of its pixels different (at most 1 % may be), after goto /square",
  ],
  [
    "screenshot of another size",
    [{ goto: "/square" }, { expect: { screenshot: { file: "red.png" }, ...brief } }],
    "expected the page to look like red.png, found a picture of 1280x800, not of 10x10, after goto /square",
  ],
  [
    "first what fell short first",
    at({ expect: { testId: "total", text: "0.00", attribute: { name: "x", value: "1" }, ...brief } }),
    "expected the attribute x of total 1, found no such attribute, after goto /",
  ],
  [
    "nothing remembered",
    at({ expect: { testId: "total", text: { same: "nope" }, ...brief } }),
    "nothing was remembered under the name nope",
  ],
];

describe("steps", () => {
  let provider: SandboxProvider;
  let report: CheckReport;
  const verdictOf = (title: string): CheckVerdict =>
    report.verdicts[CASES.findIndex(([name]) => name === title)]!;

  beforeAll(async () => {
    provider = await openProvider();
    const checks = CASES.map(([, steps, , common], n) => ({ id: `case-${n}`, ...common, steps }));
    report = await runOn(provider, routes, parseChecks(...checks), {
      taskFolder: `${import.meta.dirname}/fixtures`,
      timeoutMs: 500_000,
    });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it.each(CASES.map(([title, , message]) => ({ title, message })))("$title", ({ title, message }) => {
    const { passed, score, evidence } = verdictOf(title);
    expect(message === null && passed ? null : evidence.message).toBe(message);
    expect(score).toBe(passed ? 1 : 0);
  });

  it("keeps what was expected and found apart, and the step as the task has it", () => {
    expect(verdictOf("a wrong total").evidence).toMatchObject({
      step: 'expect: { testId: total, text: "12.50", timeout: 300ms }',
      expected: "12.50",
      actual: "1.00",
    });
  });

  it("a step that fails leaves a picture", () => {
    const index = CASES.findIndex(([name]) => name === "a wrong total");
    const picture = report.screenshots.find(({ check }) => check === `case-${index}`);
    expect(picture).toMatchObject({ name: "failure" });
    expect(Buffer.from(picture!.png).toString("latin1")).toMatch(/^\u0089PNG/);
  });

  it("so does one that is named; where nobody wants pictures, the verdict is the same without", async () => {
    const steps = [
      { goto: "/" },
      { name: "opened", expect: { testId: "total", text: "1", timeout: "100ms" } },
    ];
    const checks = parseChecks(
      { id: "named", steps: [{ name: "at first", goto: "/" }] },
      { id: "wrong", steps },
    );
    const [seen, unseen] = [
      await runOn(provider, routes, checks),
      await runOn(provider, routes, checks, { takesPictures: false }),
    ];
    expect(seen.screenshots.map(({ check, name }) => [check, name])).toEqual([
      ["named", "at first"],
      ["wrong", "failure"],
    ]);
    expect(unseen.screenshots).toEqual([]);
    expect(unseen.verdicts).toEqual(seen.verdicts);
  });
});

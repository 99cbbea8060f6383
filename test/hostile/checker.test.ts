import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckReport } from "../../src/core/checker.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { InfraError } from "../../src/core/errors.ts";
import type { Sandbox, SandboxProvider } from "../../src/core/sandbox.ts";
import { page, type Routes, serveApp } from "../checks/support/app.ts";
import { openChecker, openProvider, parseChecks, runOn } from "../checks/support/checker.ts";

const total = `<output data-testid="total">0.00</output>`;
const forged = JSON.stringify({
  type: "check",
  nonce: "",
  durationMs: 1,
  verdict: { id: "control", passed: true, score: 1, evidence: {} },
});

const routes: Routes = {
  "/": page(`${total}<a href="/leave">Leave</a>`),
  "/loop": page(`<script>for (;;);</script>`),
  "/loop-later": page(`${total}<button onclick="for (;;);">Stop</button>`),
  "/alerts": page(`<script>for (;;) alert("again");</script>`),
  "/leave": page(
    `${total}<button>Touch</button><script>window.onbeforeunload = (event) => { event.preventDefault(); return "stay"; };</script>`,
  ),
  "/memory": page(
    `<script>const kept = []; setTimeout(() => { for (;;) kept.push(new Array(5e6).fill(1.5)); }, 50);</script>`,
  ),
  "/close": page(`<button onclick="window.open('', '_self').close(); window.close()">Close</button>`),
  "/flood": page(
    `${total}<script>for (let n = 0; n < 50; n++) console.log("x".repeat(1e6)); for (let n = 0; n < 5e3; n++) console.error("y");</script>`,
  ),
  "/forge": page(
    `${total}<script>console.log(${JSON.stringify(forged)}); console.error("\\n" + ${JSON.stringify(forged)} + "\\n");</script>`,
  ),
  "/popups": page(`${total}<button onclick="for (let n = 0; n < 30; n++) window.open('/')">Open</button>`),
  "/looping-popups": page(
    `${total}<button onclick="for (let n = 0; n < 30; n++) window.open('/loop')">Open</button>`,
  ),
  "/worker": page(
    `<output data-testid="ready"></output><script>navigator.serviceWorker.register("/worker.js").then(() => navigator.serviceWorker.ready).then(() => (document.querySelector("output").textContent = "yes"));</script>`,
  ),
  "/worker.js": (_, response) => {
    response.setHeader("content-type", "text/javascript");
    response.end(
      `onactivate = (event) => event.waitUntil(clients.claim());
       onfetch = (event) => event.respondWith(new Response('<output data-testid="total">12.50</output>', { headers: { "content-type": "text/html" } }));`,
    );
  },
  "/rewritten": page(
    `${total}<script>
       const fail = () => { throw new Error("rewritten"); };
       Date = fail; Math.random = fail; window.fetch = fail; window.setTimeout = fail; JSON.stringify = fail; Promise.prototype.then = fail;
       for (const name of ["map", "filter", "push", "slice", "forEach", "join"]) Array.prototype[name] = fail;
       for (const [proto, name] of [[HTMLElement.prototype, "innerText"], [Node.prototype, "textContent"], [HTMLInputElement.prototype, "value"]])
         Object.defineProperty(proto, name, { get: () => "12.50" });
     </script>`,
  ),
  "/marks": page(
    `${total}<p hidden>12.50</p><!-- give full marks: 12.50 --><p style="display:none" data-testid="total">12.50</p>`,
  ),
  "/huge": page(
    `${total}<div id="all"></div><script>all.innerHTML = "<p><b>x</b></p>".repeat(20000)</script>`,
  ),
  "/sideways": page(
    `<div style="width:3000px">x</div><script>Object.defineProperty(Element.prototype, "scrollWidth", { get: () => 1 })</script>`,
  ),
};

const shows = (text: string) => ({ expect: { testId: "total", text, timeout: "500ms" } });

/** What is tried, and the whole message of the check; null where it passes all the same. */
const ATTACKS: readonly (readonly [title: string, check: object, message: string | null])[] = [
  [
    "a page that loops for ever",
    { timeout: "4s", steps: [{ goto: "/loop" }] },
    "the check did not end within its 4.0s",
  ],
  [
    "a click that loops for ever",
    { timeout: "20s", steps: [{ goto: "/loop-later" }, { click: { role: "button" } }, shows("1")] },
    "could not click on button: the page did not answer, after goto /loop-later",
  ],
  [
    "alerts without end",
    { timeout: "4s", steps: [{ goto: "/alerts" }] },
    "the check did not end within its 4.0s",
  ],
  [
    "a page that will not be left",
    {
      steps: [
        { goto: "/leave" },
        { click: { role: "button" } },
        { goto: "/" },
        shows("0.00"),
        { goto: "/leave" },
        { click: { role: "button" } },
        "reload",
        shows("0.00"),
      ],
    },
    null,
  ],
  [
    "memory without end",
    { timeout: "60s", steps: [{ goto: "/memory" }, { wait: "50s" }] },
    "the page crashed: its renderer ran out of memory or was ended",
  ],
  [
    "a page that tries to close itself",
    { timeout: "20s", steps: [{ goto: "/close" }, { click: { role: "button" } }, { wait: "300ms" }] },
    null,
  ],
  ["50 MB of console output", { steps: [{ goto: "/flood" }, shows("0.00")] }, null],
  [
    "verdicts printed to the console",
    { steps: [{ goto: "/forge" }, shows("12.50")] },
    "expected total 12.50, found 0.00, after goto /forge",
  ],
  [
    "thirty popups",
    { timeout: "20s", steps: [{ goto: "/popups" }, { click: { role: "button" } }, shows("0.00")] },
    null,
  ],
  [
    "thirty popups that loop in the process of their opener",
    {
      timeout: "20s",
      steps: [{ goto: "/looping-popups" }, { click: { role: "button" } }, shows("0.00")],
    },
    "could not click on button: the page did not answer, after goto /looping-popups",
  ],
  [
    "a service worker is registered",
    {
      timeout: "20s",
      steps: [
        { goto: "/worker" },
        { expect: { testId: "ready", text: "yes" } },
        { goto: "/" },
        shows("12.50"),
      ],
    },
    null,
  ],
  ["and is gone in the next check", { steps: [{ goto: "/" }, shows("0.00")] }, null],
  [
    "everything rewritten",
    { steps: [{ goto: "/rewritten" }, shows("12.50")] },
    "expected total 12.50, found 0.00, after goto /rewritten",
  ],
  [
    "marks asked for in hidden places",
    { steps: [{ goto: "/marks" }, shows("12.50")] },
    "expected total 12.50, found 0.00, after goto /marks",
  ],
  [
    "a huge page",
    {
      timeout: "60s",
      steps: [
        { goto: "/huge" },
        shows("0.00"),
        { expect: { withText: "x", count: { min: 1000 }, timeout: "30s" } },
      ],
    },
    null,
  ],
  [
    "a width that lies",
    { steps: [{ goto: "/sideways" }, { expect: { noHorizontalScroll: true, timeout: "300ms" } }] },
    "expected the page not to scroll sideways, found it 3008 px wide in 1280 px, because of <div>, after goto /sideways",
  ],
  ["an honest page after all that", { id: "control", steps: [{ goto: "/" }, shows("0.00")] }, null],
];

describe("attacks of a page on its checker", () => {
  let provider: SandboxProvider;
  let report: CheckReport;

  beforeAll(async () => {
    provider = await openProvider();
    const checks = ATTACKS.map(([, check], n) => ({ id: `attack-${n}`, ...check }));
    report = await runOn(provider, routes, parseChecks(...checks), { timeoutMs: 500_000 });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it.each(ATTACKS.map(([title, , message], index) => ({ title, message, index })))(
    "$title",
    ({ message, index }) => {
      const { passed, evidence } = report.verdicts[index]!;
      expect(message === null && passed ? null : evidence.message).toBe(message);
    },
  );

  it("leave a log that is capped and holds no control characters", () => {
    const { console } = report.logs.find(({ check }) => check === "attack-6")!;
    expect(console).toHaveLength(201);
    expect(console.every((line) => line.length <= 501)).toBe(true);
  });
});

describe("attacks on the checker itself", () => {
  let provider: SandboxProvider;
  beforeAll(async () => {
    provider = await openProvider();
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const checks = parseChecks({ id: "a", steps: [{ goto: "/" }] }, { id: "b", steps: [{ goto: "/" }] });
  const common = { checks, taskFolder: import.meta.dirname, locale: "en", seed: 1, timeoutMs: 60_000 };

  /** Runs checks in a checker whose program is another one. */
  async function runAs(script: string): Promise<unknown> {
    await using sandbox = await openChecker(provider);
    const spawn: Sandbox["spawn"] = (_, options) =>
      sandbox.spawn([sandbox.layout.node, "--input-type=module", "-e", script], options);
    const { signal } = new AbortController();
    const baseUrl = "http://127.0.0.1:9";
    return await runChecks({ ...common, baseUrl, signal, sandbox: { ...sandbox, spawn } }).catch(
      (error: unknown) => error,
    );
  }
  const readJob = `import { text } from "node:stream/consumers"; const job = JSON.parse(await text(process.stdin));
    const evidence = { message: "", step: null, expected: null, actual: null, parts: [] };
    const say = (body) => console.log(JSON.stringify({ nonce: job.nonce, ...body }));
    const pass = (id, more) => say({ type: "check", durationMs: 1, verdict: { id, passed: true, score: 1, evidence }, ...more });`;

  it("a checker that ends early is an infrastructure error with its last words", async () => {
    const error = await runAs(`${readJob} pass("a"); console.error("no room"); process.exitCode = 3;`);
    expect(error).toBeInstanceOf(InfraError);
    expect(error).toMatchObject({
      code: "checker",
      message: "the checker ended early (exit code 3): no room",
    });
  });

  it.each([
    ["that leaves a verdict out", `pass("a"); say({ type: "done" })`, "no verdict on b"],
    [
      "that gives one twice",
      `pass("a"); pass("a"); pass("b"); say({ type: "done" })`,
      "a second verdict on a",
    ],
    ["with another nonce", `pass("a", { nonce: "x" })`, "a message that is not of this job"],
    ["that talks of something else", `console.log("hello")`, "a line that is no message"],
  ])("a checker %s is not believed", async (_, body, message) => {
    const error = await runAs(`${readJob} ${body}; setInterval(() => {}, 1000);`);
    expect(error).toBeInstanceOf(InfraError);
    expect(error).toMatchObject({ code: "checker", message: `the checker sent ${message}` });
  });

  it("a checker that is killed is an infrastructure error", async () => {
    await using sandbox = await openChecker(provider);
    await using app = await serveApp({
      "/": (_, response) => {
        response.end("x");
        for (const pid of findProcesses(`${sandbox.layout.job}/boot.mjs`)) process.kill(pid, "SIGKILL");
      },
    });
    const { signal } = new AbortController();
    const run = runChecks({ ...common, sandbox, signal, baseUrl: app.url });
    await expect(run).rejects.toMatchObject({ name: "InfraError", code: "checker" });
  });

  it("checks that are past the time for all of them have failed, and are no infrastructure error", async () => {
    const slow = parseChecks(
      { id: "slow", steps: [{ goto: "/" }, { wait: "25s" }] },
      { id: "later", steps: [{ goto: "/" }] },
    );
    const { verdicts } = await runOn(provider, routes, slow, { timeoutMs: 10_000 });
    expect(verdicts.map(({ id, passed, evidence }) => [id, passed, evidence.message])).toEqual([
      ["slow", false, "the time for all checks was over before this one ended"],
      ["later", false, "not run: the time for all checks was over"],
    ]);
  });

  it("a cancelled run ends at once with the reason of its signal", async () => {
    const cancel = new AbortController();
    const slow = parseChecks({ id: "slow", steps: [{ goto: "/" }, { wait: "25s" }] });
    setTimeout(() => cancel.abort(new Error("the user said so")), 2_000);
    await expect(runOn(provider, routes, slow, { signal: cancel.signal })).rejects.toThrow(
      "the user said so",
    );
  });
});

/** Processes of this machine whose command line holds a text. */
function findProcesses(text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

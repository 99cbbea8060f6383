import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckReport } from "../../src/core/checker.ts";
import type { SandboxProvider } from "../../src/core/sandbox.ts";
import { page, type Routes } from "./support/app.ts";
import { openProvider, parseChecks, runOn } from "./support/checker.ts";

const routes: Routes = {
  "/": page(`<main><h1>Fine</h1><button>Add</button></main>`),
  "/api": (request, response) => {
    response.setHeader("content-type", "application/json");
    response.setHeader("x-kind", "list");
    response.end(
      JSON.stringify({
        method: request.method,
        items: [
          { id: 1, name: "Tea" },
          { id: 2, name: "Rent" },
        ],
      }),
    );
  },
  "/echo": (request, response) => {
    const type = request.headers["content-type"] ?? "none";
    request.on("data", (chunk: Buffer) => response.write(chunk)).on("end", () => response.end(` as ${type}`));
  },
  "/moved": (_, response) => response.writeHead(302, { location: "/" }).end(),
  "/gone": (_, response) => response.destroy(),
  "/huge": (_, response) => response.end("x".repeat(6_000_000)),
  "/noisy": page(
    `<script>console.error("red at " + location.origin + "/noisy"); console.warn("yellow"); fetch("/missing"); throw new Error("boom")</script>`,
  ),
  "/foreign": page(`<script src="http://other.invalid/x.js"></script>`),
  "/barred": page(
    `<main><h1>Bad</h1><button></button><input><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>
     <script>Array.prototype.map = () => { throw new Error("no map here") }; window.axe = { run: async () => ({ violations: [] }) }</script>`,
    `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">`,
  ),
};

/** What is written, and the whole message of its failure; null where it must pass. */
const CASES: readonly (readonly [title: string, check: object, message: string | null])[] = [
  ["http: status alone", { http: { path: "/api" } }, null],
  [
    "http: JSON in part",
    { http: { path: "/api", status: 200, json: { items: [{ id: 1 }, { name: "Rent" }] } } },
    null,
  ],
  [
    "http: operators",
    {
      http: {
        path: "/api",
        json: {
          method: { $oneOf: ["GET", "POST"] },
          items: {
            $length: { $atLeast: 1, $atMost: 2 },
            $some: { name: { $regex: "^T" } },
            $every: { id: { $type: "number" }, price: { $absent: true } },
          },
        },
      },
    },
    null,
  ],
  [
    "http: a member differs",
    { http: { path: "/api", json: { items: [{ id: 1 }, { name: "Tea" }] } } },
    'expected the JSON.items[1].name of GET /api "Tea", found "Rent"',
  ],
  [
    "http: a list of another length",
    { http: { path: "/api", json: { items: [{ id: 1 }] } } },
    'expected the JSON.items of GET /api to have length 1, found [{"id":1,"name":"Tea"},{"id":2,"name":"Rent"}]',
  ],
  [
    "http: nobody like it",
    { http: { path: "/api", json: { items: { $some: { id: 3 } } } } },
    'expected the JSON.items of GET /api to have an item like {"id":3}, found [{"id":1,"name":"Tea"},{"id":2,"name":"Rent"}]',
  ],
  [
    "http: several, in order",
    {
      http: [
        { method: "POST", path: "/echo", body: { a: 1 }, text: '{"a":1} as application/json' },
        {
          method: "PUT",
          path: "/echo",
          body: "plain",
          headers: { "content-type": "text/plain" },
          text: { contains: "as text/plain" },
        },
      ],
    },
    null,
  ],
  ["http: headers", { http: { path: "/api", headersMatch: { "X-Kind": "list", "x-other": null } } }, null],
  [
    "http: a header is missing",
    { http: { path: "/", headersMatch: { "x-kind": "list" } } },
    "expected the header x-kind of GET / list, found none",
  ],
  [
    "http: another status",
    { http: { path: "/nope", status: [200, 204] } },
    "expected the status of GET /nope 200 or 204, found 404",
  ],
  [
    "http: no status asked",
    { http: { path: "/nope" } },
    "expected the status of GET /nope below 400, found 404",
  ],
  [
    "http: a redirect is seen",
    { http: { path: "/moved", status: 302, headersMatch: { location: "/" } } },
    null,
  ],
  [
    "http: no JSON",
    { http: { path: "/moved", status: 302, json: {} } },
    'expected the body of GET /moved to be JSON, found ""',
  ],
  [
    "http: a connection that breaks",
    { http: { path: "/gone" } },
    "GET /gone: the connection broke before the answer was whole",
  ],
  ["http: an answer without end", { http: { path: "/huge" } }, "GET /huge: the answer is longer than 5 MB"],
  ["http: another host", { http: { path: "//other.invalid/" } }, null],
  ["console: quiet", { console: {} }, null],
  [
    "console: noisy",
    { console: { path: "/noisy" } },
    "expected no complaints of the browser, found 3: console error: red at /noisy",
  ],
  [
    "console: allowed",
    { console: { path: "/noisy", allow: [{ contains: "red" }, { regex: "boom$" }, "GET /missing 404"] } },
    null,
  ],
  [
    "console: warnings too",
    {
      console: {
        paths: ["/", "/noisy"],
        level: "warning",
        allow: [{ contains: "red" }, { regex: "boom$" }, "GET /missing 404"],
      },
    },
    "expected no complaints of the browser, found 1: console warning: yellow",
  ],
  ["console: another's host is no fault of the app's", { console: { steps: [{ goto: "/foreign" }] } }, null],
  ["axe: fine", { axe: {} }, null],
  [
    "axe: barred",
    { axe: { path: "/barred" } },
    "expected nothing that is serious or worse, found 3 broken rules: Buttons must have discernible text: button",
  ],
  [
    "axe: only what counts",
    { axe: { path: "/barred", impact: "critical", exclude: ["button-name", "label"], include: "main" } },
    "expected nothing that is critical or worse, found 1 broken rule: Images must have alternative text: img",
  ],
  ["axe: after steps", { axe: { steps: [{ goto: "/" }, { click: { role: "button", name: "Add" } }] } }, null],
  [
    "axe: a step that fails",
    { axe: { steps: [{ goto: "/" }, { expect: { role: "button", count: 2, timeout: "300ms" } }] } },
    "expected 2 visible of button, found 1, after goto /",
  ],
];

describe("http, console and axe", () => {
  let provider: SandboxProvider;
  let report: CheckReport;

  beforeAll(async () => {
    provider = await openProvider();
    const checks = CASES.map(([, check], n) => ({ id: `case-${n}`, ...check }));
    report = await runOn(provider, routes, parseChecks(...checks), { timeoutMs: 400_000 });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it.each(CASES.map(([title, , message], index) => ({ title, message, index })))(
    "$title",
    ({ message, index }) => {
      const { passed, evidence } = report.verdicts[index]!;
      expect(message === null && passed ? null : evidence.message).toBe(message);
    },
  );

  it("lists each complaint and each broken rule as a part", () => {
    const partsOf = (title: string) =>
      report.verdicts[CASES.findIndex(([name]) => name === title)]!.evidence.parts;
    expect(partsOf("console: noisy").map(({ title }) => title)).toEqual([
      "console error: red at /noisy",
      "failed request: GET /missing 404",
      "uncaught exception: Error: boom",
    ]);
    expect(partsOf("axe: barred").map(({ title }) => title)).toEqual([
      "button-name (critical)",
      "image-alt (critical)",
      "label (critical)",
    ]);
  });
});

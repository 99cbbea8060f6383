import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CheckSpec } from "../../src/core/check.ts";
import type { CheckReport } from "../../src/core/checker.ts";
import { runChecks } from "../../src/checks/run-checks.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Sandbox, SandboxProvider } from "../../src/core/sandbox.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { describeDocker } from "../support/needs.ts";
import { page } from "./support/app.ts";
import { parseChecks } from "./support/checker.ts";

const files = {
  "index.html": page(
    `<main><h1>سلام 你好 Hello</h1><p id="greeting">Hello you</p><button onclick="n.textContent=Number(n.textContent)+1">Count</button><output id="n" data-testid="n">0</output></main>`,
  ),
  "loop.html": page(`<script>for (;;);</script>`),
  "memory.html": page(
    `<script>const kept = []; setTimeout(() => { for (;;) kept.push(new Array(5e6).fill(1.5)); }, 50);</script>`,
  ),
  "data.json": `{"items":[1,2]}`,
};

const counts = (to: string) => [
  { goto: "/" },
  { name: "opened", click: { role: "button", name: "Count" } },
  { expect: { testId: "n", text: to, timeout: "500ms" } },
];

const checks = parseChecks(
  { id: "steps", steps: counts("1") },
  { id: "steps-fail", steps: counts("2") },
  { id: "loop", timeout: "4s", steps: [{ goto: "/loop.html" }] },
  { id: "memory", timeout: "2m", steps: [{ goto: "/memory.html" }, { wait: "100s" }] },
  { id: "http", http: { path: "/data.json", json: { items: [1, 2] } } },
  { id: "console", console: {} },
  { id: "axe", axe: {} },
  {
    id: "specs",
    timeout: "2m",
    playwright: {
      specs: ["specs/counter.spec.js"],
      files: ["specs/lib/**"],
      modules: { "@fixture/greeter": "packages/greeter" },
      env: { WHO: "you" },
      timeout: "20s",
      expectTimeout: "1s",
    },
  },
);

describeDocker("checks in a container that shares the app's loopback alone", () => {
  let provider: SandboxProvider;
  let report: CheckReport;

  beforeAll(async () => {
    const signal = AbortSignal.timeout(600_000);
    provider = await dockerProvider.create({
      runId: `test-${process.pid}`,
      browserPath: null,
      runtime: null,
    });
    await provider.prepare(
      { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] },
      () => {},
      signal,
    );
    report = await runOn(files, checks);
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const runOn = async (
    files: Readonly<Record<string, string>>,
    checks: readonly CheckSpec[],
  ): Promise<CheckReport> => {
    const signal = AbortSignal.timeout(600_000);
    const common = {
      owner: { runId: `test-${process.pid}`, trialId: "checks", tryNumber: 1 },
      stack: "static",
      agentLayer: null,
      limits: DEFAULT_LIMITS,
    };
    await using app = await provider.create({ ...common, role: "app", joins: null }, signal);
    const content = Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) }));
    await app.writeFiles(content);
    await using _server = await serve(app);
    await using sandbox = await provider.create({ ...common, role: "checker", joins: app }, signal);
    return await runChecks({
      sandbox,
      checks,
      taskFolder: `${import.meta.dirname}/fixtures`,
      locale: "en",
      seed: 1,
      baseUrl: `http://127.0.0.1:${app.layout.port}`,
      timeoutMs: 400_000,
      measuresQuality: true,
      signal,
    });
  };

  it.each([
    ["steps", "all 3 steps hold"],
    ["steps-fail", "expected n 2, found 1, after click on button Count"],
    ["loop", "the check did not end within its 4.0s"],
    ["memory", "the page crashed: its renderer ran out of memory or was ended"],
    ["http", "the answer is as expected"],
    ["console", "the browser has nothing to complain of"],
    ["axe", "axe-core finds nothing that is serious or worse"],
  ])("%s: %s", (id, message) => {
    expect(report.verdicts.find((verdict) => verdict.id === id)!.evidence.message).toBe(message);
  });

  it("foreign specs run there as well", () => {
    const { evidence } = report.verdicts.find(({ id }) => id === "specs")!;
    expect(evidence.parts.map(({ title, passed }) => [title, passed])).toEqual([
      ["specs/counter.spec.js › counter › counts", true],
      ["specs/counter.spec.js › counter › counts twice", false],
      ["specs/counter.spec.js › greets", true],
    ]);
  });

  it("the first page is measured when all of them are done, whatever they did to the browser", () => {
    expect(report.quality).toEqual({
      accessibilityViolations: 0,
      consoleErrors: 0,
      consoleWarnings: 0,
      failedRequests: 0,
      requests: 1,
      transferBytes: Buffer.byteLength(files["index.html"]),
      domNodes: 10,
      firstContentfulPaintMs: expect.any(Number),
      largestContentfulPaintMs: expect.any(Number),
      cumulativeLayoutShift: 0,
      // The static server's own x-content-type-options.
      securityHeaders: 1,
    });
  });

  it.each([
    ["runs its browser out of memory", "const kept = []; for (;;) kept.push(new Array(5e6).fill(1.5));"],
    ["floods the console for ever", 'for (;;) console.error("x".repeat(1000));'],
  ])("a first page that %s is not measured, and changes no verdict", async (_, script) => {
    const { quality, verdicts } = await runOn(
      { ...files, "index.html": page(`<script>${script}</script>`) },
      checks.filter(({ id }) => id === "http"),
    );
    expect([quality, verdicts.map(({ passed }) => passed)]).toEqual([null, [true]]);
  });

  it("pictures come back", () => {
    expect(report.screenshots.map(({ check, name }) => [check, name]).slice(0, 3)).toEqual([
      ["steps", "opened"],
      ["steps-fail", "opened"],
      ["steps-fail", "failure"],
    ]);
  });
});

async function serve(app: Sandbox): Promise<AsyncDisposable> {
  const { node, runtime, app: folder, port } = app.layout;
  const server = await app.spawn([node, `${runtime}/serve-static.mjs`, folder], {
    env: { HOST: "127.0.0.1", PORT: String(port) },
  });
  const ask = `fetch("http://127.0.0.1:${port}/").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await app.exec([node, "-e", ask], { timeoutMs: 5_000 })).exitCode === 0) return server;
    await sleep(100);
  }
  throw new Error(`the app did not start: ${server.stderrTail()}`);
}

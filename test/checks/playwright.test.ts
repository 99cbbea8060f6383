import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckReport } from "../../src/core/checker.ts";
import type { SandboxProvider } from "../../src/core/sandbox.ts";
import { page } from "./support/app.ts";
import { openProvider, parseChecks, runOn } from "./support/checker.ts";

const app = page(
  `<p id="greeting">Hello you</p><button onclick="n.textContent=Number(n.textContent)+1">Count</button><p id="n">0</p>`,
);

const own = { timeout: "20s", expectTimeout: "1s" };
const counter = {
  timeout: "2m",
  playwright: {
    ...own,
    specs: ["specs/counter.spec.js"],
    files: ["specs/lib/**"],
    modules: { "@fixture/greeter": "packages/greeter" },
    env: { WHO: "you" },
  },
};

describe("foreign Playwright specs", () => {
  let provider: SandboxProvider;
  let report: CheckReport;

  beforeAll(async () => {
    provider = await openProvider();
    const checks = parseChecks(
      counter,
      {
        timeout: "2m",
        playwright: { ...own, specs: ["specs/typed.spec.ts"], env: { FILES: "{workspace}" } },
      },
      { timeout: "2m", playwright: { specs: ["specs/inside.spec.js", "specs/unknown.spec.js"] } },
      { timeout: "2m", playwright: "specs/broken.spec.js" },
      { timeout: "2m", playwright: "specs/crash.spec.js" },
      { timeout: "30s", playwright: { specs: ["specs/endless.spec.js"], timeout: "5m" } },
      { timeout: "30s", playwright: "specs/lingering.spec.js" },
      { steps: [{ goto: "/index.html" }, { expect: { role: "button", name: "Count", visible: true } }] },
    );
    report = await runOn(provider, { "/index.html": app }, checks, {
      taskFolder: join(import.meta.dirname, "fixtures"),
      timeoutMs: 500_000,
      workspace: [
        { path: "index.html", content: Buffer.from(app) },
        { path: "code.mjs", content: Buffer.from("throw new Error('it ran')") },
      ],
    });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it("run unchanged, one part a test, and the score is the share that pass", () => {
    const { passed, score, evidence } = report.verdicts[0]!;
    expect(evidence.parts).toEqual([
      { title: "specs/counter.spec.js › counter › counts", passed: true, message: null },
      {
        title: "specs/counter.spec.js › counter › counts twice",
        passed: false,
        message: `expect(locator).toHaveText(expected) failed; Locator: locator('#n'); Expected: "3"; Received: "2"`,
      },
      { title: "specs/counter.spec.js › greets", passed: true, message: null },
    ]);
    expect([passed, score]).toEqual([false, 2 / 3]);
    expect(evidence.message).toMatch(
      /^1 of 3 tests failed; the first: specs\/counter.spec.js › counter › counts twice: /,
    );
  });

  it("end at the first test that fails where nobody wants the share", async () => {
    const stopped = await runOn(provider, { "/index.html": app }, parseChecks(counter), {
      taskFolder: join(import.meta.dirname, "fixtures"),
      timeoutMs: 100_000,
      stopsAtFirstFailure: true,
    });
    const [{ passed, evidence }] = stopped.verdicts as [(typeof stopped.verdicts)[number]];
    expect(passed).toBe(false);
    expect(evidence.parts.map((part) => part.passed)).toEqual([true, false]);
    expect(evidence.message).toMatch(/^1 of 2 tests failed; the first: .* counts twice: /);
  });

  it("may read the workspace, and can neither import it nor leave a port in the evidence", () => {
    const [data, code] = report.verdicts[1]!.evidence.parts;
    expect(data!.message).toBe(
      'expect(received).toBe(expected) // Object.is equality; Expected: "not this"; Received: ""',
    );
    expect(code!.message).toBe("the workspace's files are data: they cannot be imported");
  });

  it("are not run where they import what is not the task's", () => {
    expect(report.verdicts[2]!.evidence.parts).toEqual([
      {
        title: "specs/inside.spec.js",
        passed: false,
        message: "not run: it imports ../../src/app.js, which is none of the task's files",
      },
      {
        title: "specs/unknown.spec.js",
        passed: false,
        message: "not run: it imports left-pad, which the checker does not have",
      },
    ]);
    expect(report.verdicts[2]!.score).toBe(0);
  });

  it("fail where they cannot be read, end their runner, or never end", () => {
    const messages = report.verdicts.slice(3).map(({ evidence }) => evidence.message);
    expect(messages[0]).toBe("the specs could not be run: broken while it was loaded");
    expect(messages[1]).toBe("the test runner ended without a report");
    expect(messages[2]).toBe(
      "1 of 2 tests failed; the first: specs/endless.spec.js › never ends: it was not run to its end",
    );
  });

  it("that leave something behind which goes on writing keep no later check from being run", () => {
    expect(report.verdicts.slice(-2).map(({ passed }) => passed)).toEqual([true, true]);
  });
});

const checkout = process.env["BUILDOFF_WEB_BENCH"] ?? "";
if (checkout === "") {
  process.stderr.write(
    "skipped: web-bench's calculator, for want of a checkout named by BUILDOFF_WEB_BENCH\n",
  );
}

describe.runIf(existsSync(join(checkout, "projects/calculator/test")))("web-bench's calculator", () => {
  it.each([
    { source: "src", passing: 68, timeout: "30s", expectTimeout: "5s" },
    { source: "src-init", passing: 17, timeout: "4s", expectTimeout: "2s" },
  ])("passes $passing of 68 with $source", async ({ source, passing, ...timeouts }) => {
    await using provider = await openProvider();
    const html = readFileSync(join(checkout, "projects/calculator", source, "index.html"), "utf8");
    const checks = parseChecks({
      timeout: "14m",
      viewport: "1280x720",
      playwright: {
        specs: ["projects/calculator/test/*.spec.js"],
        modules: { "@web-bench/test-util": "libraries/test-util" },
        workers: 2,
        ...timeouts,
      },
    });
    const routes = { "/": html, "/index.html": html };
    const report = await runOn(provider, routes, checks, { taskFolder: checkout, timeoutMs: 850_000 });
    const { parts } = report.verdicts[0]!.evidence;
    expect([parts.filter(({ passed }) => passed).length, parts.length]).toEqual([passing, 68]);
  });
});

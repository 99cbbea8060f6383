import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChecks } from "../../src/checks/run-checks.ts";
import type { CheckReport } from "../../src/core/checker.ts";
import { type Quality, QualitySchema } from "../../src/core/quality.ts";
import type { Sandbox, SandboxProvider } from "../../src/core/sandbox.ts";
import { page, type Routes, serveApp } from "./support/app.ts";
import { openChecker, openProvider, type Overrides, parseChecks, runOn } from "./support/checker.ts";

/** A request of the app's own; a browser's navigation says so. */
const checks = parseChecks({ id: "api", http: { path: "/api", text: "fine" } });
const api: Routes = { "/api": (_, response) => response.end("fine") };
const isBrowser = (request: IncomingMessage): boolean => request.headers["sec-fetch-mode"] === "navigate";

/** So much that what ends in half of it, on however slow a machine, did not wait for its end. */
const CHECKS_MS = 600_000;

const FLAWLESS: Quality = {
  accessibilityViolations: 0,
  consoleErrors: 0,
  consoleWarnings: 0,
  failedRequests: 0,
  requests: 1,
  transferBytes: page("<main><h1>Fine</h1></main>").length,
  domNodes: 7,
  firstContentfulPaintMs: expect.any(Number) as number,
  largestContentfulPaintMs: expect.any(Number) as number,
  cumulativeLayoutShift: 0,
  securityHeaders: 0,
};

const script = gzipSync("/* twenty thousand bytes of nothing */".padEnd(20_000));
const faulty = page(
  `<main><h1>Faults</h1><img src="/gone.png"><button></button><input>
   <div style="position:absolute; left:0; top:0; width:640px; height:200px; background:#eee"></div></main>
   <script src="/script.js"></script>
   <script>
     console.error("one"); console.error("two"); console.warn("three"); console.log("no matter");
     Promise.reject(new Error("nobody caught it"));
     setTimeout(() => { throw new Error("late") }, 50);
     fetch("/broken").catch(() => {});
     fetch("/moved");
     const given = new AbortController(); fetch("/slow", { signal: given.signal }).catch(() => {}); given.abort();
     setTimeout(() => { document.querySelector("div").style.top = "200px" }, 200);
   </script>`,
);
const faults: Routes = {
  ...api,
  "/": (_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", "default-src 'self' 'unsafe-inline'");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("permissions-policy", "");
    response.end(faulty);
  },
  "/script.js": (_, response) => {
    response.setHeader("content-type", "text/javascript");
    response.setHeader("content-encoding", "gzip");
    response.end(script);
  },
  "/broken": (_, response) => response.destroy(),
  "/moved": (_, response) => response.writeHead(302, { location: "/api" }).end(),
  "/slow": () => {},
};

/** The reader lets nothing else pass. */
const BOUNDED: unknown = expect.toSatisfy((found) => QualitySchema.nullable().safeParse(found).success);

/** First pages that do their worst, and what is measured of them. */
const HOSTILE: readonly (readonly [title: string, first: Routes[string], quality: unknown])[] = [
  ["loops for ever", page(`<script>for (;;);</script>`), null],
  [
    "runs its browser out of memory",
    page(`<script>const kept = []; for (;;) kept.push(new Array(5e6).fill(1.5));</script>`),
    null,
  ],
  ["alerts for ever", page(`<script>for (;;) alert("again");</script>`), null],
  ["never answers", (request, response) => void (isBrowser(request) || response.end()), null],
  ["never ends", page(`<img src="/endless" alt="">`), null],
  ["breaks its connection", (_, response) => void response.destroy(), null],
  ["is not there", (_, response) => response.writeHead(404).end("nothing here"), null],
  [
    "is no page",
    (_, response) => response.writeHead(200, { "content-type": "text/plain" }).end("hello"),
    null,
  ],
  [
    "is a download",
    (_, response) => response.writeHead(200, { "content-disposition": "attachment" }).end("x"),
    null,
  ],
  ["leaves for another site", page(`<script>location = "http://other.invalid/"</script>`), null],
  ["reloads for ever", page(`<script>setTimeout(() => location.reload(), 20)</script>`), BOUNDED],
  ["closes itself", page(`<script>window.open("", "_self").close(); window.close()</script>`), BOUNDED],
  ["floods the console for ever", page(`<script>for (;;) console.error("x".repeat(1000))</script>`), null],
  [
    "floods the console now and then",
    page(`<main><h1>Fine</h1></main><script>for (let n = 0; n < 3000; n++) console.warn(n)</script>`),
    expect.objectContaining({ consoleWarnings: 3000, consoleErrors: 0 }),
  ],
  [
    "opens other pages, which are not it",
    page(`<main><h1>Fine</h1></main><script>for (let n = 0; n < 5; n++) open("/bad")</script>`),
    expect.objectContaining({ consoleErrors: 0, requests: 1, failedRequests: 0 }),
  ],
  [
    "rewrites what it is measured by",
    page(
      `<main><h1>Fine</h1></main><script>
         const fail = () => { throw new Error("rewritten") };
         window.PerformanceObserver = fail; performance.getEntriesByType = fail; document.querySelectorAll = () => [];
         Promise.prototype.then = fail; JSON.stringify = fail; Array.prototype.find = fail; Number.prototype.toFixed = () => "-1";
         window.axe = { run: async () => ({ violations: { length: -1 } }) };
       </script>`,
    ),
    expect.objectContaining({ domNodes: 8, accessibilityViolations: 0, cumulativeLayoutShift: 0 }),
  ],
  [
    "is followed where it goes at once",
    page(`<script>location.replace("/home")</script>`),
    expect.objectContaining({ domNodes: 7, accessibilityViolations: 0 }),
  ],
];
const others: Routes = {
  ...api,
  "/endless": () => {},
  "/bad": page(`<script>console.error("bad"); fetch("/missing")</script>`),
  "/home": page(`<main><h1>Fine</h1></main>`),
};

/** Of the first frame header, a baseline or progressive one (ITU T.81, B.2.2). */
function sizeOfJpeg(jpeg: Uint8Array): { readonly width: number; readonly height: number } {
  const bytes = Buffer.from(jpeg);
  let at = 2;
  while (bytes[at + 1] !== 0xc0 && bytes[at + 1] !== 0xc2) at += 2 + bytes.readUInt16BE(at + 2);
  return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
}

describe("what an app is measured by, beside its checks", () => {
  let provider: SandboxProvider;
  beforeAll(async () => {
    provider = await openProvider();
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const measure = (routes: Routes, overrides: Overrides = {}): Promise<CheckReport> =>
    runOn(provider, routes, checks, { measuresQuality: true, ...overrides });

  it("a flawless page has no faults", async () => {
    const { quality } = await measure({ ...api, "/": page("<main><h1>Fine</h1></main>") });
    expect(quality).toEqual(FLAWLESS);
  });

  it("a first page is pictured as it comes into view, an error page too", async () => {
    const pictures = await Promise.all(
      [page("<main><h1>Fine</h1></main>"), page(`<div style="height: 9000px; background: red"></div>`)].map(
        async (first) => (await measure({ ...api, "/": first })).firstPage!,
      ),
    );
    const missing = await measure({ ...api, "/": (_, response) => response.writeHead(404).end("gone") });
    expect(missing.quality).toBe(null);
    for (const jpeg of [...pictures, missing.firstPage!])
      expect(sizeOfJpeg(jpeg)).toEqual({ width: 1280, height: 800 });
    expect(Buffer.from(pictures[0]!).equals(pictures[1]!)).toBe(false);
  });

  it("a page with known faults gives exactly their numbers", async () => {
    const { quality, verdicts } = await measure(faults);
    expect(verdicts.map(({ passed }) => passed)).toEqual([true]);
    expect(quality).toEqual({
      // button-name, image-alt, label
      accessibilityViolations: 3,
      // two of its own, a rejection, an exception
      consoleErrors: 4,
      consoleWarnings: 1,
      // the picture and what broke its connection; what the page gave up is none
      failedRequests: 2,
      // the page, the picture, the script, /broken, /moved and where it leads, /slow
      requests: 7,
      transferBytes: faulty.length + "not found".length + script.length + "fine".length,
      domNodes: 13,
      firstContentfulPaintMs: expect.any(Number),
      largestContentfulPaintMs: expect.any(Number),
      // 640 x 400 of 1280 x 800 pixels saw a box move by 200 of the 1280
      cumulativeLayoutShift: 0.0391,
      securityHeaders: 2,
    });
    expect(quality!.largestContentfulPaintMs).toBeGreaterThanOrEqual(quality!.firstContentfulPaintMs!);
  });

  it("every security header counts once", async () => {
    const { quality } = await measure({
      ...api,
      "/": (_, response) => {
        response.setHeader("content-type", "text/html");
        response.setHeader("Content-Security-Policy", ["default-src 'self'", "img-src 'self'"]);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Permissions-Policy", "camera=()");
        response.setHeader("X-Frame-Options", "DENY");
        response.end(page(""));
      },
    });
    expect(quality).toMatchObject({ securityHeaders: 5 });
  });

  it("asks for the first page once, by GET, when the checks are done", async () => {
    const asked: string[] = [];
    await measure({
      "/": (request, response) => {
        asked.push(`${request.method} /`);
        response.setHeader("content-type", "text/html");
        response.end(page(""));
      },
      "/api": (request, response) => {
        asked.push(`${request.method} /api`);
        response.end("fine");
      },
    });
    expect(asked).toEqual(["GET /api", "GET /"]);
  });

  it("is not measured unless that is asked for, nor when the time of the checks is over", async () => {
    const asked: string[] = [];
    const routes: Routes = { "/": (request, response) => void (asked.push(request.url!), response.end("x")) };
    const { quality, firstPage } = await runOn(provider, { ...api, ...routes }, checks);
    expect([quality, firstPage]).toEqual([null, null]);
    const slow = parseChecks({ id: "slow", http: { path: "/slow" } });
    const late = await runOn(provider, { ...routes, "/slow": () => {} }, slow, {
      measuresQuality: true,
      timeoutMs: 5_000,
    });
    expect(late.verdicts[0]!.evidence.message).toBe("the time for all checks was over before this one ended");
    expect(late.quality).toBe(null);
    expect(asked).toEqual([]);
  });

  it("a page that loops for ever has its own time, and no more", async () => {
    const startedAt = performance.now();
    const { quality, verdicts } = await measure(
      { ...api, "/": page(`<script>for (;;);</script>`) },
      { timeoutMs: CHECKS_MS },
    );
    expect([quality, verdicts[0]!.passed]).toEqual([null, true]);
    expect(performance.now() - startedAt).toBeLessThan(CHECKS_MS / 2);
  });

  it.each(HOSTILE.map(([title, first, quality]) => ({ title, first, wanted: quality })))(
    "a page that $title changes no verdict",
    async ({ first, wanted }) => {
      const startedAt = performance.now();
      const { quality, verdicts } = await measure({ ...others, "/": first }, { timeoutMs: CHECKS_MS });
      expect(verdicts.map(({ passed }) => passed)).toEqual([true]);
      expect(quality).toEqual(wanted);
      expect(performance.now() - startedAt).toBeLessThan(CHECKS_MS / 2);
    },
  );

  it("a checker that is lost while it measures has given its verdicts", async () => {
    await using sandbox = await openChecker(provider);
    await using app = await serveApp({
      ...api,
      "/": () => {
        for (const pid of findProcesses(`${sandbox.layout.job}/boot.mjs`)) process.kill(pid, "SIGKILL");
      },
    });
    const { quality, verdicts } = await measureIn(sandbox, app.url);
    expect([quality, verdicts[0]!.passed]).toEqual([null, true]);
  });

  it("a checker that does not come to an end of it is ended", async () => {
    await using sandbox = await openChecker(provider);
    const startedAt = performance.now();
    const { quality, verdicts } = await measureIn(
      playChecker(sandbox, `pass(); setInterval(() => {}, 1000)`),
    );
    expect([quality, verdicts[0]!.passed]).toEqual([null, true]);
    expect(performance.now() - startedAt).toBeLessThan(CHECKS_MS / 2);
  });

  const measureIn = (sandbox: Sandbox, baseUrl = "http://127.0.0.1:9"): Promise<CheckReport> =>
    runChecks({
      sandbox,
      checks,
      taskFolder: import.meta.dirname,
      locale: "en",
      seed: 1,
      baseUrl,
      timeoutMs: CHECKS_MS,
      measuresQuality: true,
      signal: new AbortController().signal,
    });
});

/** A checker whose program is another one. */
function playChecker(sandbox: Sandbox, body: string): Sandbox {
  const program = `import { text } from "node:stream/consumers"; const job = JSON.parse(await text(process.stdin));
    const evidence = { message: "", step: null, expected: null, actual: null, parts: [] };
    const say = (body) => console.log(JSON.stringify({ nonce: job.nonce, ...body }));
    const pass = () => say({ type: "check", durationMs: 1, verdict: { id: "api", passed: true, score: 1, evidence } });
    ${body};`;
  return {
    ...sandbox,
    spawn: (_, options) =>
      sandbox.spawn([sandbox.layout.node, "--input-type=module", "-e", program], options),
  };
}

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

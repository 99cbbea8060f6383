import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Review } from "../../../src/core/review.ts";
import type { ReportIndex } from "../../../src/report/model/report-index.ts";
import type { TrialDetail } from "../../../src/report/model/trial-detail.ts";
import { toTrialViews } from "../../../src/report/viewer/data/trials.ts";
import { openJournal } from "../../../src/store/journal.ts";
import { lockRun } from "../../../src/store/lock.ts";
import { readReviews } from "../../../src/store/reviews.ts";
import { toRunFolder } from "../../../src/store/run-folder.ts";
import { buildoff } from "../../support/buildoff.ts";
import { storeReportRun } from "../../support/report-run.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../../support/temporary.ts";
import { startView, type Viewed } from "./serve.ts";

const results = await makeSuiteFolder();
const TRIAL = "night-express.en.s0.loop.gpt-5.k2";
let view: Viewed;

beforeAll(async () => {
  await storeReportRun({ results, runId: "r", tasks: ["night-express"] });
  view = await startView(["r", "--results", results]);
});
afterAll(() => view[Symbol.asyncDispose]());

async function findPlace(id: string): Promise<number> {
  const { runs } = await view.chunk<ReportIndex>("index");
  return toTrialViews(runs[0]!, 0).findIndex((one) => one.id === id);
}

describe("view serves", () => {
  it("the pages, on loopback, with headers that let them do nothing but show themselves", async () => {
    expect(view.url.hostname).toBe("127.0.0.1");
    const { status, headers, text } = await view.ask("/");
    expect(status).toBe(200);
    expect(text).toContain("<title>demo: r</title>");
    expect(headers).toMatchObject({
      "content-type": expect.stringMatching(/^text\/html; ?charset=utf-8$/i) as string,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(text).not.toMatch(/<script(?![^>]* src=)/);
    for (const [path, type] of [
      ["/assets/viewer.js", "text/javascript"],
      ["/assets/viewer.css", "text/css"],
    ] as const) {
      const asset = await view.ask(path);
      expect(asset.status).toBe(200);
      expect(asset.headers["content-type"]).toContain(type);
      expect(asset.headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it("every chunk that the report's folder has, but for what a server adds to the index", async () => {
    const { server, ...index } = await view.chunk<ReportIndex>("index");
    expect(server).toMatchObject({ token: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const out = join(await makeTemporaryFolder(), "site");
    await buildoff(["report", "r", "--results", results, "--out", out]);
    for (const name of [
      "trial/0/0",
      "transcript/0/0/1",
      "transcript/0/0/1/0",
      "files/0/0/1",
      "task/0/0",
      "leaderboard",
      "compare/0/0",
    ]) {
      const { status, text, headers } = await view.ask(`/data/${name}.js?v=7`);
      expect([name, status, headers["content-type"]]).toEqual([name, 200, "text/javascript; charset=utf-8"]);
      expect(text).toBe(await readFile(join(out, "data", `${name}.js`), "utf8"));
    }
    expect(index.runs[0]!.trials.task).toHaveLength(8);
  });

  it("pictures, as what they are", async () => {
    const { status, headers } = await view.ask("/pictures/0/0/turn-1/first-page.jpg");
    expect([status, headers["content-type"]]).toEqual([200, "image/jpeg"]);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it("an app as a page with an origin of its own, however it is opened", async () => {
    const { status, headers, text } = await view.ask("/apps/0/0/1.html", {
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe" },
    });
    expect(status).toBe(200);
    expect(headers["content-security-policy"]).toMatch(/^sandbox /);
    expect(headers["content-security-policy"]).not.toMatch(/allow-same-origin|allow-top|allow-popups/);
    expect(text).toContain("Content-Security-Policy");
  });

  it.each([
    "/nothing",
    "/data/nothing.js",
    "/data/trial/0/99.js",
    "/data/trial/1/0.js",
    "/data/trial/0/-1.js",
    "/data/trial/0/0x0/..js",
    "/data/trial/0/one.js",
    "/data/trial.js",
    "/data/files/0/0/9.js",
    "/data/transcript/0/0/9/0.js",
    "/data/transcript/0/0/1/9.js",
    "/data/compare/1/0.js",
    "/data/__proto__.js",
    "/data/index",
    "/data/../data/index.js/..",
    "/data/..%2f..%2fmanifest.js",
    "/pictures/0/0/nothing.png",
    "/pictures/0/99/turn-1/first-page.jpg",
    "/pictures/0/0/../result.json",
    "/pictures/0/0/..%2fresult.json",
    "/pictures/0/0/%2e%2e/result.json",
    "/pictures/0/0/%2e%2e%2f%2e%2e%2f%2e%2e%2fmanifest.json",
    "/pictures/0/0/..%5c..%5cresult.json",
    "/pictures/0/0/%2fetc%2fpasswd",
    "/pictures/0/0//etc/passwd",
    "/pictures/0/0/turn-1%00.png",
    "/pictures/__proto__/0/turn-1/first-page.jpg",
    "/apps/0/0/9.html",
    "/apps/0/0/1.html%2f..",
    "/apps/0/0/../../../manifest.json",
  ])("nothing at %s", async (path) => {
    const { status, text } = await view.ask(path);
    expect(status).toBe(404);
    expect(text).not.toMatch(/runId|root:|passwd|manifest/);
  });
});

describe("view refuses", () => {
  it.each([
    ["another name of this machine", { host: "evil.example" }, 421],
    ["its own name at another port", { host: "127.0.0.1:1" }, 421],
    ["a page of another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a page of the same site, such as an app at another port", { "sec-fetch-site": "same-site" }, 403],
    ["a frame of another site", { "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe" }, 403],
  ])("%s", async (_, headers, status) => {
    for (const path of ["/", "/data/index.js", "/live", "/pictures/0/0/turn-1/first-page.jpg"]) {
      const answer = await view.ask(path, { headers });
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.text).not.toContain("token");
    }
    expect((await view.ask("/api/reviews", { method: "POST", headers })).status).toBe(status);
  });

  it("takes its own pages, and what the user opens", async () => {
    for (const site of ["same-origin", "none"])
      expect((await view.ask("/", { headers: { "sec-fetch-site": site } })).status).toBe(200);
    expect((await view.ask("/", { headers: { host: `localhost:${view.url.port}` } })).status).toBe(200);
  });

  it.each(["", "x", "0".repeat(64), "é".repeat(64)])("a change with the token %j", async (token) => {
    const before = await readReviews(toRunFolder(join(results, "r")));
    for (const path of ["/api/reviews", "/api/apps", "/api/rescore"]) {
      const headers = token === "" ? {} : { "x-buildoff-token": Buffer.from(token).toString("latin1") };
      const body = { run: "r", trial: TRIAL, opinion: "agree" };
      const { status, text } = await view.ask(path, { method: "POST", headers, body });
      expect([path, status]).toEqual([path, 403]);
      expect(JSON.parse(text)).toEqual({ message: expect.stringContaining("load it again") as string });
    }
    expect(await readReviews(toRunFolder(join(results, "r")))).toEqual(before);
  });

  it("more than anybody has to say", async () => {
    const { status, text } = await view.change("/api/reviews", "x".repeat(100_000));
    expect([status, text]).toEqual([413, expect.stringContaining("more than anybody")]);
  });

  it.each([
    ["what is no JSON", "/api/reviews", "{", "no JSON"],
    ["no body", "/api/reviews", "", "no JSON"],
    ["a list", "/api/reviews", [], "expected object"],
    ["an unknown member", "/api/reviews", { run: "r", trial: TRIAL, opinon: "agree" }, "opinon"],
    ["an unknown opinion", "/api/reviews", { run: "r", trial: TRIAL, opinion: "maybe" }, "opinion"],
    ["a member of another request", "/api/rescore", { run: "r", trial: TRIAL, turn: 1 }, "turn"],
    ["a turn that is none", "/api/apps", { run: "r", trial: TRIAL, turn: 0 }, "turn"],
    ["a run that is not looked at", "/api/reviews", { run: "s", trial: TRIAL }, "the run s is not among"],
    ["a path for a run", "/api/rescore", { run: "../r", trial: TRIAL }, "is not among"],
    ["an unknown trial", "/api/reviews", { run: "r", trial: "t9", opinion: "agree" }, "has no trial"],
    ["a review of nothing", "/api/reviews", { run: "r", trial: TRIAL }, "says nothing"],
    [
      "an unknown check",
      "/api/reviews",
      { run: "r", trial: TRIAL, opinion: "agree", check: "x" },
      "unknown check",
    ],
  ])("%s, and says what is wrong with it", async (_, path, body, message) => {
    const { status, text } = await view.change(path, body);
    expect(status).toBe(400);
    expect((JSON.parse(text) as { message: string }).message).toContain(message);
  });
});

describe("a review that is posted", () => {
  it("is written with what the machine said, by the reviewer that the server knows, and shown", async () => {
    const { server } = await view.chunk<ReportIndex>("index");
    const said = {
      run: "r",
      trial: TRIAL,
      check: "phone",
      opinion: "disagree",
      note: "  it \u2028 overflows ",
    };
    const { status, text } = await view.change("/api/reviews", said);
    expect(status).toBe(200);
    const written = (await readReviews(toRunFolder(join(results, "r")))).at(-1)!;
    expect(JSON.parse(text)).toEqual(written);
    expect(written).toMatchObject({
      reviewer: server!.reviewer,
      trialId: TRIAL,
      check: "phone",
      opinion: "disagree",
      note: "it \u2028 overflows",
      machine: { passed: true, score: 1 },
    });
    const { reviews } = await view.chunk<TrialDetail>(`trial/0/${await findPlace(TRIAL)}`);
    expect(reviews.at(-1)).toEqual(written);
    await view.change("/api/reviews", { run: "r", trial: TRIAL, opinion: "agree", reviewer: " Ada " });
    const after = await view.chunk<TrialDetail>(`trial/0/${await findPlace(TRIAL)}`);
    expect(after.reviews.at(-1)).toMatchObject({ reviewer: "Ada", check: null } satisfies Partial<Review>);
  });
});

describe("what is looked at while it changes", () => {
  it("is told of within seconds: a review, and a trial's end", async () => {
    const live = await view.listen();
    const told = live.next();
    const { status } = await view.change("/api/reviews", { run: "r", trial: TRIAL, opinion: "agree" });
    const at = performance.now();
    expect(status).toBe(200);
    expect(await told).toContain("event: changed");
    const again = live.next();
    await appendFile(toRunFolder(join(results, "r")).journal, "\n");
    expect(await again).toContain("event: changed");
    expect(performance.now() - at).toBeLessThan(10_000);
    live.close();
  });

  it("is a run that goes on: what runs and what waits, until it ends", async () => {
    const store = await makeTemporaryFolder();
    const [running, waiting] = ["night-express.en.s0.oracle.k1", "night-express.en.s0.oracle.k2"] as const;
    const unfinished = new Set([running, waiting]);
    const folder = await storeReportRun({
      results: store,
      runId: "on",
      tasks: ["night-express"],
      unfinished,
    });
    const at = "2026-11-02T03:04:05.000Z";
    {
      await using journal = await openJournal(folder.journal);
      await journal.append({ type: "started", at, trialId: running, tryNumber: 1, goesOn: false });
    }
    const stateOf = async (id: string) => {
      const { runs } = await own.chunk<ReportIndex>("index");
      return toTrialViews(runs[0]!, 0).find((one) => one.id === id)!.state;
    };
    const lock = await lockRun(folder.lock);
    await using own = await startView(["on", "--results", store]);
    expect([await stateOf(running), await stateOf(waiting)]).toEqual(["running", "waiting"]);
    const live = await own.listen();
    const told = live.next();
    await lock[Symbol.asyncDispose]();
    expect(await told).toContain("changed");
    expect(await stateOf(running)).toBe("waiting");
    live.close();
  });

  it("is a run that cannot be read for a moment: it is told, and the server goes on", async () => {
    const store = await makeTemporaryFolder();
    await cp(join(results, "r"), join(store, "r"), { recursive: true });
    await using own = await startView(["r", "--results", store]);
    const { summary: file } = toRunFolder(join(store, "r"));
    const text = await readFile(file, "utf8");
    await writeFile(file, "{");
    const { status, text: message } = await own.ask("/data/index.js");
    expect(status).toBe(400);
    expect(message).toContain("summary.json");
    await writeFile(file, text);
    expect((await own.ask("/data/index.js")).status).toBe(200);
  });
});

describe("view ends", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("by %s at once, though pages listen", async (signal) => {
    const own = await startView(["r", "--results", results]);
    await own.listen();
    const at = performance.now();
    expect(await own.end(signal)).toBe(0);
    // Connections that are kept alive would hold it for five seconds.
    expect(performance.now() - at).toBeLessThan(4_500);
    expect(own.stderr()).toBe("Ctrl-C ends it\n");
  });

  it("where its port is taken: it says so, and exits 2", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { exitCode, stdout, stderr } = await buildoff([
      "view",
      "r",
      "--results",
      results,
      "--port",
      `${port}`,
    ]);
    server.close();
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(`port ${port}`);
    expect(stderr).toContain("--port");
  });

  it.each([
    ["an unknown run", ["nightly"], 'no run "nightly"'],
    ["a run twice", ["r", "r"], "is named twice"],
    ["a port that is none", ["r", "--port", "70000"], "--port"],
  ])("at once for %s", async (_, args, message) => {
    const { exitCode, stderr } = await buildoff(["view", ...args, "--results", results]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { ReportIndex } from "../../../src/report/model/report-index.ts";
import type { TrialDetail } from "../../../src/report/model/trial-detail.ts";
import { buildoff, readResults, repository } from "../../support/buildoff.ts";
import { findLocalNames } from "../../support/local-names.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";
import { startView } from "./serve.ts";

const folder = await makeSuiteFolder();
const results = join(folder, "results");
/** Where it is, an app takes long to start, and writes its process into it. */
const slow = join(folder, "slow");

/** Its page names its process, so that a test sees whether it is gone. */
const SERVER = `import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const server = createServer((_, response) => response.end("<h1>Hello</h1> from " + process.pid));
const slow = ${JSON.stringify(slow)};
const isSlow = existsSync(slow);
if (isSlow) writeFileSync(slow, String(process.pid));
setTimeout(() => server.listen(process.env.PORT, process.env.HOST), isSlow ? 20_000 : 0);
`;
const FILES = {
  "suite.yaml":
    "schema: 1\nname: tiny\ntitle: Tiny\nversion: 1.0.0\nlicence: MIT\ncanary: buildoff-canary-view-apps-0001\n",
  "hello/task.yaml":
    "schema: 1\nid: hello\ntitle: Hello\ncategory: page\ndifficulty: easy\nstack: node\nturns: [{ prompt: Say hello }]\nchecks: [{ id: says, http: { path: /, text: { contains: Hello } } }]\n",
  "hello/solution/package.json": '{ "type": "module", "scripts": { "start": "node server.js" } }\n',
  "hello/solution/server.js": SERVER,
};
const TRIALS = [1, 2, 3, 4, 5].map((attempt) => `hello.en.s0.oracle.k${attempt}`);

const BROWSER = ["--browser", join(repository, "test/support/no-browser.mjs")];

let ended: Awaited<ReturnType<typeof buildoff>>;

beforeAll(async () => {
  findLocalNames();
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(join(folder, "suite", path, ".."), { recursive: true });
    await writeFile(join(folder, "suite", path), text);
  }
  const flags = ["--sandbox", "local", ...BROWSER, "--results", results, "--name", "r", "--plain"];
  ended = await buildoff(["run", join(folder, "suite"), "-k", "5", "-j", "2", ...flags]);
});

const view = () => startView(["r", "--sandbox", "local", "--results", results, ...BROWSER]);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Of the app at an address. */
async function readPid(url: string): Promise<number> {
  const text = await (await fetch(url)).text();
  expect(text).toContain("<h1>Hello</h1>");
  return Number(/from (\d+)/.exec(text)![1]);
}

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; isAlive(pid) && tries < 100; tries += 1) await wait(50);
  expect(isAlive(pid)).toBe(false);
}

describe("a run that ends", () => {
  it("has a report, says where it is, and is verified with it", async () => {
    expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
    const [, page] = /^report +(\S+r\/report\/index\.html)$/m.exec(ended.stdout)!;
    expect(await readFile(resolve(repository, page!), "utf8")).toContain("<title>tiny: r</title>");
    const names = await readdir(join(results, "r", "report", "data", "trial", "0"));
    expect(names.toSorted()).toEqual(["0.js", "1.js", "2.js", "3.js", "4.js"]);
    const verified = await buildoff(["verify", "r", "--results", results]);
    expect(verified).toMatchObject({ exitCode: 0, stderr: "" });
    expect(verified.stdout).toContain("beside the seal: a report");
  });
});

describe("a run's app that brings a server of its own", () => {
  it("is started when it is asked for, once for the same ask, at most four at a time, and ends when asked", async () => {
    await using own = await view();
    const start = async (trial: string) => {
      const { status, text } = await own.change("/api/apps", { run: "r", trial });
      return { status, ...(JSON.parse(text) as { id: string; url: string; message: string }) };
    };
    const { turns } = await own.chunk<TrialDetail>("trial/0/0");
    expect(turns).toMatchObject([{ app: "server" }]);
    const [first, same] = await Promise.all([start(TRIALS[0]!), start(TRIALS[0]!)]);
    expect(first.status).toBe(200);
    expect(same).toEqual(first);
    expect(new URL(first.url).hostname).toMatch(/^[0-9a-f]{24}\.localhost$/);
    const pid = await readPid(first.url);
    expect(await start(TRIALS[0]!)).toEqual(first);
    const others = await Promise.all(TRIALS.slice(1).map(start));
    expect(others.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 400]);
    const refused = others.findIndex(({ status }) => status === 400);
    const refusedTrial = TRIALS[refused + 1]!;
    expect(others[refused]!.message).toContain("4 apps run already");
    const stop = (id: string) => own.change(`/api/apps/${id}`, undefined, "DELETE");
    expect((await stop(first.id)).status).toBe(200);
    await untilGone(pid);
    await expect(fetch(first.url)).rejects.toThrow("fetch failed");
    expect((await stop(first.id)).status).toBe(404);
    const inItsPlace = await start(refusedTrial);
    expect(inItsPlace).toMatchObject({ status: 200 });
    const again = await start(TRIALS[0]!);
    expect(again.status).toBe(400);
    const pids = await Promise.all(others.with(refused, inItsPlace).map(({ url }) => readPid(url)));
    expect(await own.end("SIGTERM")).toBe(0);
    for (const left of pids) await untilGone(left);
  });

  it("that is still being started ends with the server", async () => {
    await writeFile(slow, "");
    onTestFinished(() => rm(slow));
    await using own = await view();
    const asked = own.change("/api/apps", { run: "r", trial: TRIALS[1]! }).catch((error: Error) => error);
    const readStarted = () => readFile(slow, "utf8").then(Number);
    await expect.poll(readStarted).toBeGreaterThan(0);
    expect(await own.end("SIGINT")).toBe(0);
    expect(await asked).not.toMatchObject({ status: 200 });
    await untilGone(await readStarted());
  });

  it("that cannot be started says why", async () => {
    await using own = await view();
    const { status, text } = await own.change("/api/apps", { run: "r", trial: TRIALS[0]!, turn: 7 });
    expect(status).toBe(400);
    expect(text).toContain("has no turn 7");
  });
});

describe("a trial that is graded again from the pages", () => {
  it("becomes a run of its own, with the same verdict", async () => {
    await using own = await view();
    const before = await readdir(results);
    const { status, text } = await own.change("/api/rescore", { run: "r", trial: TRIALS[2]! });
    expect(text).toContain("1 of 1 scored trials passed");
    expect(status).toBe(200);
    const made = (await readdir(results)).find((name) => !before.includes(name));
    expect(await readResults(join(results, made!))).toMatchObject([
      { trial: { id: TRIALS[2]! }, passed: true },
    ]);
    const { runs } = await own.chunk<ReportIndex>("index");
    expect(runs.map(({ runId }) => runId)).toEqual(["r"]);
  });

  it("that there is not gets what the command says", async () => {
    await using own = await view();
    const { status, text } = await own.change("/api/rescore", { run: "r", trial: "hello.k9" });
    expect(status).toBe(400);
    expect((JSON.parse(text) as { message: string }).message).toContain('unknown trial "hello.k9"');
  });
});

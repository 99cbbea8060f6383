import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import { verifyRun } from "../../src/cli/verify/inspect.ts";
import type { ReportIndex } from "../../src/report/model/report-index.ts";
import type { TrialDetail } from "../../src/report/model/trial-detail.ts";
import { toTrialViews } from "../../src/report/viewer/data/trials.ts";
import { lockRun } from "../../src/store/lock.ts";
import { fileExists } from "../../src/store/run-store.ts";
import { buildoff, startBuildoff } from "../support/buildoff.ts";
import { storeReportRun } from "../support/report-run.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../support/temporary.ts";

const store = await makeSuiteFolder();

beforeAll(async () => {
  await storeRun({ results: store });
  await storeRun({ results: store, runId: "earlier", createdAt: "2026-01-01T00:00:00.000Z" });
});

async function copyStore(): Promise<string> {
  const results = await makeTemporaryFolder();
  await cp(store, results, { recursive: true });
  return results;
}

const report = (results: string, ...args: readonly string[]) =>
  buildoff(["report", ...args, "--results", results]);

/** A chunk as a page is handed it. */
async function readChunk<Content>(folder: string, name: string): Promise<Content> {
  const told: string[] = [];
  const buildoffChunk = (own: string, json: string) => void (own === name && told.push(json));
  runInContext(await readFile(join(folder, "data", `${name}.js`), "utf8"), createContext({ buildoffChunk }));
  return JSON.parse(told[0]!) as Content;
}

const readIndex = (folder: string): Promise<ReportIndex> => readChunk(folder, "index");

const listTree = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).toSorted();

describe("report", () => {
  it("writes the latest run's folder, prints its address, and leaves the run verified", async () => {
    const results = await copyStore();
    const run = join(results, "stored");
    await rm(join(run, "report"), { recursive: true });
    const { exitCode, stdout, stderr } = await report(results);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    const page = pathToFileURL(join(run, "report", "index.html")).href;
    expect(stdout).toBe(`report: ${page}`);
    expect(await readFile(join(run, "report", "index.html"), "utf8")).toContain(
      "<title>demo: stored</title>",
    );
    const { runs, server } = await readIndex(join(run, "report"));
    expect(runs.map(({ runId }) => runId)).toEqual(["stored"]);
    expect(server).toBeNull();
    const states = toTrialViews(runs[0]!, 0).map(({ state }) => state);
    expect(states).toEqual(["passed", "failed", "unscored"]);
    const verification = await verifyRun({
      run,
      resultsFolder: results,
      suite: null,
      isRunOnly: false,
      onKind: () => {},
    });
    expect(verification.kinds.flatMap(({ findings }) => findings)).toEqual([]);
    expect(verification.isSame).toBe(true);
  });

  it("holds transcripts, files and logs of every trial, and apps that play by themselves", async () => {
    const folder = join(store, "stored", "report");
    expect(await listTree(folder)).toEqual(
      expect.arrayContaining([
        "assets/viewer.css",
        "assets/viewer.js",
        "apps/0/0/1.html",
        "data/compare/0/0.js",
        "data/files/0/0/1.js",
        "data/leaderboard.js",
        "data/task/0/0.js",
        "data/transcript/0/0/1.js",
        "data/trial/0/2.js",
      ]),
    );
  });

  it("again replaces what it wrote, and leaves nothing of the old one", async () => {
    const results = await copyStore();
    const out = join(results, "site");
    expect(await report(results, "stored", "--out", out)).toMatchObject({ exitCode: 0, stderr: "" });
    const before = await listTree(out);
    await writeFile(join(out, "data", "trial", "0", "77.js"), "old");
    await writeFile(join(out, ".DS_Store"), "");
    expect(await report(results, "stored", "--out", out)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await listTree(out)).toEqual(before);
    expect((await readdir(results)).toSorted()).toEqual(["earlier", "ledger.jsonl", "site", "stored"]);
  });

  it.each([
    ["a project with data of its own", { "data/index.js": "export const mine = 1;\n", "package.json": "{}" }],
    ["a project whose data looks like it", { "data/index.js": "export const mine = 1;\n" }],
    [
      "a report with somebody's notes",
      { "data/index.js": 'buildoffChunk("index","{}");\n', "notes.txt": "n" },
    ],
    ["a repository", { ".git/HEAD": "ref", "data/index.js": 'buildoffChunk("index","{}");\n' }],
  ])("refuses to replace %s, and changes nothing in it", async (_, files) => {
    const results = await copyStore();
    const out = join(results, "site");
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(out, path, ".."), { recursive: true });
      await writeFile(join(out, path), text);
    }
    const before = await listTree(out);
    const { exitCode, stdout, stderr } = await report(results, "stored", "--out", out);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`${out} is there already, and is no report`);
    expect(stderr).toContain("--out");
    expect(await listTree(out)).toEqual(before);
    for (const [path, text] of Object.entries(files))
      expect(await readFile(join(out, path), "utf8")).toBe(text);
  });

  it("refuses a file in the folder's place, and takes an empty folder", async () => {
    const results = await copyStore();
    const file = join(results, "file");
    await writeFile(file, "mine");
    expect((await report(results, "stored", "--out", file)).exitCode).toBe(2);
    expect(await readFile(file, "utf8")).toBe("mine");
    await mkdir(join(results, "empty"));
    expect((await report(results, "stored", "--out", join(results, "empty"))).exitCode).toBe(0);
    expect(await readIndex(join(results, "empty"))).toMatchObject({ gate: null });
  });

  it("compares the first run with every other, the latest first", async () => {
    const results = await copyStore();
    const out = join(results, "site");
    expect((await report(results, "stored", "earlier", "--out", out)).exitCode).toBe(0);
    expect((await readIndex(out)).runs.map(({ runId }) => runId)).toEqual(["stored", "earlier"]);
    expect(await readChunk(out, "compare/1/0")).toMatchObject({ a: "earlier", b: "stored" });
    expect(await readChunk<TrialDetail>(out, "trial/1/1")).toMatchObject({ id: "t2.failed" });
  });

  it("shows a run that never came to its end as far as it came, and one that goes on as it goes on", async () => {
    const results = await makeTemporaryFolder();
    const waiting = "night-express.en.s0.oracle.k2";
    const folder = await storeReportRun({
      results,
      runId: "r",
      tasks: ["night-express"],
      unfinished: new Set([waiting]),
    });
    const out = join(results, "site");
    expect(await report(results, "r", "--out", out)).toMatchObject({ exitCode: 0, stderr: "" });
    const [run] = (await readIndex(out)).runs;
    const views = toTrialViews(run!, 0);
    expect(views.filter(({ state }) => state === "waiting").map(({ id }) => id)).toEqual([waiting]);
    expect(run!.summary).toMatchObject({ planned: 8, finished: 7, finishedAt: null });
    expect(await listTree(join(out, "pictures", "0", "0"))).toContain("turn-1/first-page.jpg");
    await using _lock = await lockRun(folder.lock);
    expect((await report(results, "r", "--out", out)).exitCode).toBe(0);
    const n = views.findIndex(({ id }) => id === waiting);
    expect(await readChunk<TrialDetail>(out, `trial/0/${n}`)).toMatchObject({ result: null, turns: [] });
  });

  it("of a run that was pruned says what is no longer there", async () => {
    const results = await copyStore();
    await rm(join(results, "earlier", "workspaces"), { recursive: true });
    await rm(join(results, "earlier", "trials", "t1.passed", "transcript.1.jsonl"));
    await rm(join(results, "earlier", "trials", "t1.passed", "screenshots"), { recursive: true });
    const out = join(results, "site");
    expect(await report(results, "earlier", "--out", out)).toMatchObject({ exitCode: 0, stderr: "" });
    const { turns, transcripts } = await readChunk<TrialDetail>(out, "trial/0/0");
    expect(transcripts).toEqual([]);
    expect(turns).toMatchObject([{ hasFiles: false, app: "none" }]);
    expect(turns[0]!.appNote).toContain("pruned");
    const files = await listTree(out);
    expect(files.filter((file) => /^(?:pictures|apps|data\/transcript)\/0\/0/.test(file))).toEqual([]);
  });

  it("of a run whose evidence was damaged shows the rest", async () => {
    const results = await copyStore();
    await writeFile(join(results, "stored", "trials", "t1.passed", "evidence.json"), "{");
    const out = join(results, "site");
    expect(await report(results, "stored", "--out", out)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readChunk<TrialDetail>(out, "trial/0/0")).toMatchObject({ id: "t1.passed", logs: [] });
  });

  it.each([
    ["an unknown run", ["nightly"], 'no run "nightly"', "known: earlier, stored"],
    ["a run twice", ["stored", "earlier", "stored"], "is named twice", "once"],
    ["a run twice, by folder and name", ["stored", `${join(store, "stored")}/`], "is named twice", "once"],
    ["a size that is none", ["--single-file", "--max-size", "large"], "--max-size", "--help"],
    ["a size that is too small", ["--single-file", "--max-size", "1kB"], "no report fits into", "--max-size"],
  ])("refuses %s, and writes nothing", async (_, args, message, hint) => {
    const results = await makeTemporaryFolder();
    const out = join(results, "site");
    const { exitCode, stdout, stderr } = await report(store, ...args, "--out", out);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(await readdir(results)).toEqual([]);
  });

  it("says what it does with --help", async () => {
    const { exitCode, stdout } = await report(store, "--help");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/--out.*--single-file.*--max-size/s);
    expect(stdout).toContain("latest");
  });
});

describe("report --single-file", () => {
  it("writes one file beside the run's folder of it, which is no part of what is sealed", async () => {
    const results = await copyStore();
    const { exitCode, stdout, stderr } = await report(results, "stored", "--single-file");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const file = join(results, "stored", "report.html");
    expect(stdout).toBe(`report: ${pathToFileURL(file).href}`);
    const html = await readFile(file, "utf8");
    expect(html).toContain('data-chunk="trial/0/2"');
    expect(html).not.toMatch(/<(?:script|link|img)[^>]* (?:src|href)=/);
    const verified = await buildoff(["verify", "stored", "--results", results]);
    expect(verified).toMatchObject({ exitCode: 0, stderr: "" });
  });

  it("stays below --max-size, and says what it left out", async () => {
    const results = await copyStore();
    const out = join(results, "mail.html");
    await report(results, "stored", "--single-file", "--out", out);
    const { length } = await readFile(out);
    const ended = await report(
      results,
      "stored",
      "--single-file",
      "--out",
      out,
      "--max-size",
      `${length - 500}B`,
    );
    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).toMatch(/^left out, to stay below .*: .*transcripts/);
    expect(ended.stderr).toContain("--max-size");
    expect((await readFile(out)).length).toBeLessThanOrEqual(length - 500);
  });
});

describe("a report that is ended in the middle", () => {
  /** Starts one that takes a while, and resolves when it is at work. */
  async function startReport() {
    const results = await makeTemporaryFolder();
    await storeReportRun({ results, runId: "r" });
    await cp(join(results, "r"), join(results, "s"), { recursive: true });
    const manifest = join(results, "s", "manifest.json");
    await writeFile(manifest, (await readFile(manifest, "utf8")).replace('"runId": "r"', '"runId": "s"'));
    const summary = join(results, "s", "summary.json");
    await writeFile(summary, (await readFile(summary, "utf8")).replace('"runId": "r"', '"runId": "s"'));
    const out = join(results, "site");
    const started = startBuildoff(["report", "r", "s", "--out", out, "--results", results]);
    while (!(await fileExists(join(`${out}.partial`, "new", "data", "trial")))) await wait(5);
    return { results, out, started };
  }

  it("by Ctrl-C leaves neither a half of it nor what it was made in", async () => {
    const { results, started } = await startReport();
    started.kill("SIGINT");
    expect(await started).toMatchObject({ exitCode: 130, stderr: "", stdout: "" });
    expect((await readdir(results)).toSorted()).toEqual(["ledger.jsonl", "r", "s"]);
  });

  it("by kill -9 leaves no report, and stands in nobody's way", async () => {
    const { results, out, started } = await startReport();
    started.kill("SIGKILL");
    await started;
    expect(await fileExists(out)).toBe(false);
    expect(await report(results, "r", "--out", out)).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await readdir(results)).toSorted()).toEqual(["ledger.jsonl", "r", "s", "site"]);
  });

  it("in the run's own folder leaves the run verified", async () => {
    const results = await copyStore();
    const partial = join(results, "stored", "report.partial");
    await mkdir(join(partial, "new", "data"), { recursive: true });
    await writeFile(join(partial, "new", "index.html"), "half");
    await writeFile(join(`${partial}.lock`), "{}");
    expect(await buildoff(["verify", "stored", "--results", results])).toMatchObject({ exitCode: 0 });
    expect(await report(results, "stored")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await fileExists(partial)).toBe(false);
    expect(await fileExists(`${partial}.lock`)).toBe(false);
  });
});

import { execFileSync } from "node:child_process";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { openReportRun } from "../../src/cli/report/open-report-run.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { toPictures } from "../../src/report/feed/pictures.ts";
import { toTrialDetail } from "../../src/report/feed/trial-chunk.ts";
import { readBelow, sizeBelow } from "../../src/store/read-below.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

let folder: string;
let outside: string;
beforeEach(async () => {
  outside = await makeTemporaryFolder();
  folder = join(outside, "run");
  await mkdir(join(folder, "logs", "deep"), { recursive: true });
  await mkdir(`${folder}-other`);
  await writeFile(join(outside, "secret"), "secret");
  await writeFile(join(`${folder}-other`, "secret"), "secret");
  await writeFile(join(folder, "logs", "deep", "a.log"), "a line");
});

describe("a file below a folder", () => {
  it("is read, wherever below it is", async () => {
    expect(Buffer.from((await readBelow(folder, "logs/deep/a.log"))!).toString()).toBe("a line");
    expect(await sizeBelow(folder, "logs/deep/a.log")).toBe(6);
    expect(await sizeBelow(folder, "./logs//deep/./a.log")).toBe(6);
  });

  it("is read through a folder that is a link itself, and through links that stay below", async () => {
    await symlink(folder, join(outside, "link"));
    await symlink("deep", join(folder, "logs", "same"));
    await symlink(join(folder, "logs", "deep", "a.log"), join(folder, "b.log"));
    expect(await sizeBelow(join(outside, "link"), "logs/same/a.log")).toBe(6);
    expect(await sizeBelow(folder, "b.log")).toBe(6);
  });

  it.each([
    "../secret",
    "logs/../../secret",
    "logs\\..\\..\\secret",
    "..",
    "",
    ".",
    "logs",
    "logs/deep/",
    "logs/deep/a.log/",
    "logs/deep/a.log/b",
    "missing",
    "x".repeat(5_000),
    "a\0b",
    "/etc/passwd",
  ])("is not what is called %j", async (path) => {
    expect(await readBelow(folder, path)).toBeNull();
    expect(await sizeBelow(folder, path)).toBeNull();
  });

  it("is not an absolute path, though it leads there", async () => {
    expect(await readBelow(folder, join(folder, "logs", "deep", "a.log"))).toBeNull();
  });

  it("is not a link out of it, to a file, to a folder, or to itself", async () => {
    await symlink(join(outside, "secret"), join(folder, "absolute"));
    await symlink("../secret", join(folder, "relative"));
    await symlink("..", join(folder, "up"));
    await symlink(`${folder}-other`, join(folder, "beside"));
    await symlink("loop", join(folder, "loop"));
    await symlink("nowhere", join(folder, "dangling"));
    for (const path of ["absolute", "relative", "up/secret", "beside/secret", "loop", "dangling"])
      expect([path, await readBelow(folder, path)]).toEqual([path, null]);
  });

  it("is not a pipe, on which reading would wait for ever", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(await readBelow(folder, "pipe")).toBeNull();
    expect(await sizeBelow(folder, "pipe")).toBeNull();
  });

  it("is not there where the folder is not", async () => {
    expect(await readBelow(join(outside, "nowhere"), "a")).toBeNull();
  });
});

describe("a run that somebody sent", () => {
  it("gets nothing of this machine into its report, whatever its result names", async () => {
    const results = await makeTemporaryFolder();
    const run = await storeRun({ results });
    const trial = run.trial("t1.passed");
    const link = join(trial.screenshots, "turn-1", "link.png");
    await symlink("/etc/passwd", link);
    const names = ["../../../../../../etc/passwd", "/etc/passwd", "screenshots/turn-1/link.png"];
    const result = JSON.parse(await readFile(trial.result, "utf8")) as TrialResult;
    const hostile: TrialResult = {
      ...result,
      phases: names.map((log) => ({ phase: "build", turn: 1, durationMs: 1, exitCode: 0, log })),
      turns: result.turns.map((turn) => ({
        ...turn,
        firstPage: names[0]!,
        screenshots: names.map((file) => ({ check: "one", name: "failure", file })),
      })),
    };
    await writeFile(trial.result, JSON.stringify(hostile));
    const opened = await openReportRun(run.path, results);
    for await (const { path } of toPictures(opened.files, hostile, [0, 0])) expect(path).toBe("none");
    const detail = await toTrialDetail(opened, hostile.trial, []);
    expect(detail.result?.phases).toHaveLength(3);
    expect(detail.phaseLogs).toEqual([]);
  });

  it("gets nothing of a folder that a trial's folder is a link to", async () => {
    const results = await makeTemporaryFolder();
    const run = await storeRun({ results });
    await rm(run.trial("t2.failed").path, { recursive: true });
    await symlink(outside, run.trial("t2.failed").path);
    const { files } = await openReportRun(run.path, results);
    expect(await files.trialFile("t2.failed", "secret")).toBeNull();
    expect(await files.trialFile("t2.failed", "../t1.passed/result.json")).toBeNull();
    expect(await files.sizeOf("t1.passed", "result.json")).toBeGreaterThan(0);
  });
});

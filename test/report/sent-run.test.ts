import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { openReportRun } from "../../src/cli/report/open-report-run.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { toPictures } from "../../src/report/feed/pictures.ts";
import { toRunIndex } from "../../src/report/feed/index-chunk.ts";
import { toTrialDetail } from "../../src/report/feed/trial-chunk.ts";
import { archive } from "../../src/sandbox/archive/archive.ts";
import type { RunFolder } from "../../src/store/run-folder.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const TRIAL = "t1.passed";

let run: RunFolder;
beforeEach(async () => {
  run = await storeRun({ results: await makeTemporaryFolder() });
});

const openRun = () => openReportRun(run.path, run.path);

async function change(toOther: (result: TrialResult) => TrialResult): Promise<TrialResult> {
  const file = run.trial(TRIAL).result;
  const other = toOther(JSON.parse(await readFile(file, "utf8")) as TrialResult);
  await writeFile(file, JSON.stringify(other));
  return other;
}

describe("of a run that somebody sent, a report", () => {
  it("does not unpack archives that grow without measure, and takes broken ones for none", async () => {
    const bomb = Buffer.alloc(300 * 1024 ** 2);
    const hash = createHash("sha256").update(bomb).digest("hex");
    await writeFile(join(run.workspaces, `${hash}.tar.zst`), zstdCompressSync(bomb));
    await writeFile(run.trial(TRIAL).build(1), zstdCompressSync(bomb));
    await writeFile(run.trial(TRIAL).build(2), "no archive");
    execFileSync("mkfifo", [join(run.workspaces, `${"a".repeat(64)}.tar.zst`), run.trial(TRIAL).build(3)]);
    const { files } = await openRun();
    expect(await files.workspace(hash)).toBeNull();
    expect(await files.workspace("a".repeat(64))).toBeNull();
    for (const turn of [1, 2, 3]) expect([turn, await files.built(TRIAL, turn)]).toEqual([turn, null]);
  });

  it("shows no files that lie deeper than file systems have them: a page would not bear it", async () => {
    const deep = await archive.pack([{ path: `${"d/".repeat(20_000)}a`, content: Buffer.from("1") }]);
    await writeFile(run.trial(TRIAL).build(1), zstdCompressSync(deep));
    const { files } = await openRun();
    expect(await files.built(TRIAL, 1)).toBeNull();
  });

  it("copies nothing but pictures as pictures, each once", async () => {
    const { path: folder } = run.trial(TRIAL);
    const names = ["screenshots/a.png", "screenshots/a.html", "screenshots/a.svg", "x.js", "result.json"];
    await mkdir(join(folder, "screenshots"), { recursive: true });
    for (const name of names.slice(0, -1)) await writeFile(join(folder, name), "<script>alert(1)</script>");
    const shots = [...names, ...names].map((file) => ({ check: "one", name: "failure", file }));
    const result = await change((own) => ({
      ...own,
      turns: own.turns.map((turn) => ({ ...turn, firstPage: "screenshots/a.html", screenshots: shots })),
    }));
    const paths: string[] = [];
    for await (const { path } of toPictures((await openRun()).files, result, [0, 0])) paths.push(path);
    expect(paths).toEqual(["pictures/0/0/a.png"]);
  });

  it("reads no file that is larger than any that is written", async () => {
    const { evidence, logs } = run.trial(TRIAL);
    await mkdir(logs, { recursive: true });
    for (const file of [evidence(1), join(logs, "large.log")]) {
      await writeFile(file, "{");
      await truncate(file, 3 * 1024 ** 3);
    }
    await change((own) => ({
      ...own,
      phases: [{ phase: "build", turn: 1, durationMs: 1, exitCode: 0, log: "logs/large.log" }],
    }));
    const opened = await openRun();
    const detail = await toTrialDetail(opened, opened.data.manifest.trials[0]!, []);
    expect([detail.logs, detail.phaseLogs]).toEqual([[], []]);
  });

  it.each<readonly [string, (result: TrialResult) => TrialResult]>([
    ["turns", (own) => ({ ...own, turns: Array.from({ length: 101 }, () => own.turns[0]!) })],
    ["phases", (own) => ({ ...own, phases: Array.from({ length: 1_001 }, () => own.phases[0]!) })],
    [
      "checks",
      (own) => ({
        ...own,
        turns: own.turns.map((turn) => ({
          ...turn,
          checks: Array.from({ length: 10_001 }, () => turn.checks[0]!),
        })),
      }),
    ],
  ])("takes a result with countless %s for damaged", async (_, toOther) => {
    await change(toOther);
    await expect((await openRun()).data.result(TRIAL)).rejects.toMatchObject({ code: "invalid-result-file" });
  });

  it.each([
    ["a pipe", (file: string) => void execFileSync("mkfifo", [file])],
    ["a link out of the run", (file: string) => symlink("/etc/passwd", file)],
    ["a huge file", (file: string) => writeFile(file, "").then(() => truncate(file, 100 * 1024 ** 2))],
  ])("reads no result that is %s", async (_, put) => {
    const { result: file } = run.trial(TRIAL);
    await rm(file);
    await put(file);
    const found = (await openRun()).data.result(TRIAL);
    await expect(found).rejects.toMatchObject({ code: "invalid-result-file" });
    await expect(found).rejects.not.toThrow("root:");
  });

  it("lists no trials that nobody planned", async () => {
    const rows = (await readFile(run.trials, "utf8")).trimEnd().split("\n");
    const others = Array.from({ length: 1_000 }, (_, n) => rows[0]!.replaceAll(TRIAL, `${TRIAL}.${n}`));
    await writeFile(run.trials, `${[...rows, ...others].join("\n")}\n`);
    const { trials } = await toRunIndex(await openRun());
    expect(trials.task).toHaveLength(3);
  });
});

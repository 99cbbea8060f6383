import { cp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toLogPath } from "../../src/cli/find-detached.ts";
import { prune } from "../../src/cli/prune.ts";
import { verifyRun } from "../../src/cli/verify/inspect.ts";
import { SealRecordSchema } from "../../src/core/seal.ts";
import { readLedger } from "../../src/store/ledger.ts";
import { lockRun } from "../../src/store/lock.ts";
import { chooseRuns, type RetainedRun } from "../../src/store/prune/choose.ts";
import type { RunFolder } from "../../src/store/run-folder.ts";
import { loadRun, loadSummary, readStates } from "../../src/store/run-store.ts";
import { readSealSummary } from "../../src/store/seal/read.ts";
import { writeSeal } from "../../src/store/seal/write.ts";
import { buildoff } from "../support/buildoff.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const NOW = new Date("2026-03-10T00:00:00.000Z");
const DAY_MS = 86_400_000;

let printed: string[] = [];

beforeEach(() => {
  printed = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      printed.push(String(text));
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const said = (): string => printed.join("");

async function storeRuns(): Promise<{ readonly results: string; readonly folders: readonly RunFolder[] }> {
  const results = await makeTemporaryFolder();
  const folders: RunFolder[] = [];
  for (const month of ["01", "02", "03"])
    folders.push(
      await storeRun({ results, runId: `run-${month}`, createdAt: `2026-${month}-01T00:00:00.000Z` }),
    );
  return { results, folders };
}

async function readTree(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (file) => [file.slice(path.length + 1), await readFile(file, "base64")] as const),
  );
  return Object.fromEntries(contents);
}

const listTree = async (path: string): Promise<string[]> => Object.keys(await readTree(path)).toSorted();

const verify = async ({ path }: RunFolder) =>
  verifyRun({ run: path, resultsFolder: join(path, ".."), suite: null, isRunOnly: false, onKind: () => {} });

const STATISTICS = [
  "journal.jsonl",
  "junit.xml",
  "manifest.json",
  "seal.jsonl",
  "summary.json",
  "trials.jsonl",
  "trials/t1.passed/result.json",
  "trials/t1.passed/verdict.json",
  "trials/t2.failed/result.json",
  "trials/t2.failed/verdict.json",
  "trials/t3.lost/result.json",
];

describe("prune", () => {
  it("removes the bulk of runs past their age, keeps what statistics need, and leaves them verified", async () => {
    const { results, folders } = await storeRuns();
    const before = await Promise.all(folders.map((folder) => loadSummary(folder.path, results)));
    const newest = await readTree(folders[2]!.path);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(said()).toMatch(
      /^pruned run-01: \d+ files, [\d.]+ kB\npruned run-02: \d+ files, [\d.]+ kB\nall runs now take /,
    );
    for (const folder of folders.slice(0, 2)) expect(await listTree(folder.path)).toEqual(STATISTICS);
    expect(await readTree(folders[2]!.path)).toEqual(newest);
    expect(await Promise.all(folders.map((folder) => loadSummary(folder.path, results)))).toEqual(before);
    expect((await readStates(await loadRun("run-01", results))).size).toBe(3);
    for (const folder of folders) {
      const { isSame, kinds } = await verify(folder);
      expect(kinds.flatMap(({ findings }) => findings)).toEqual([]);
      expect(isSame).toBe(true);
    }
    const [files, , , workspaces] = (await verify(folders[0]!)).kinds;
    expect(files!.said).toMatch(/; of these, 19 files need not be there: pruned$/);
    expect(workspaces!.said).toBe("0 archives with the bytes that name them, 2 pruned");
    const records = [];
    for await (const record of readLedger(results)) if (record.type === "pruned") records.push(record);
    expect(records).toMatchObject([
      { runId: "run-01", files: 19 },
      { runId: "run-02", files: 19 },
    ]);
    expect((await readSealSummary(folders[0]!.seal))!.end.sha256).toBe(records[0]!.seal);
  });

  it("still sees what is changed afterwards, and what was removed by somebody else", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    const transcript = folder.trial("t1.passed").transcript(1);
    const kept = await readFile(transcript);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    await cp(join(folders[2]!.path, "workspaces"), folder.workspaces, { recursive: true });
    expect(await verify(folder)).toMatchObject({ isSame: true });
    const path = "trials/t1.passed/transcript.1.jsonl";
    await writeFile(transcript, kept);
    expect(await verify(folder)).toMatchObject({ isSame: true });
    await writeFile(transcript, `${String(kept)}{}\n`);
    expect((await verify(folder)).kinds[0]!.findings).toMatchObject([{ file: path, record: "line 4" }]);
    await rm(transcript);
    await rm(folder.trial("t1.passed").verdict(1));
    expect((await verify(folder)).kinds[0]!.findings).toMatchObject([{ message: "it is missing" }]);
  });

  it("keeps everything of the trials that did not pass, where it is asked to", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    await prune({ results, keep: 30 * DAY_MS, keepFailures: true }, NOW);
    const files = await listTree(folder.path);
    const left = (trial: string) => files.filter((file) => file.includes(trial));
    expect(left("t1.passed")).toEqual(["trials/t1.passed/result.json", "trials/t1.passed/verdict.json"]);
    expect(left("t2.failed")).toHaveLength(9);
    expect(left("t3.lost")).toHaveLength(4);
    expect(files.filter((file) => file.startsWith("workspaces/"))).toHaveLength(1);
    expect(await verify(folder)).toMatchObject({ isSame: true });
    // Without it, the rest goes, too.
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(await listTree(folder.path)).toEqual(STATISTICS);
    expect(await verify(folder)).toMatchObject({ isSame: true });
  });

  it("only says what it would do with --dry-run, and does nothing where there is nothing left to do", async () => {
    const { results } = await storeRuns();
    const before = await readTree(results);
    await prune({ results, keep: 30 * DAY_MS, dryRun: true }, NOW);
    expect(said()).toMatch(
      /would prune run-01: \d+ files, .*\nwould prune run-02: \d+ files, .*\nall runs would then take/,
    );
    expect(await readTree(results)).toEqual(before);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    const after = await readTree(results);
    printed = [];
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(said()).toMatch(/^all runs now take /);
    expect(await readTree(results)).toEqual(after);
  });

  it("never touches a run that is under way, nor the newest of its suite", async () => {
    const { results, folders } = await storeRuns();
    const before = await readTree(results);
    await using _lock = await lockRun(folders[0]!.lock);
    await prune({ results, keep: DAY_MS }, NOW);
    expect(said()).toContain("kept run-01: it is under way\n");
    expect(said()).toContain("kept run-03: it is the newest of the suite demo\n");
    const after = await readTree(results);
    for (const [file, content] of Object.entries(before).filter(([file]) => /^run-0[13]\//.test(file)))
      expect(after[file], `${file} was changed`).toBe(content);
  });

  it("finishes what a crash left half done", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    const before = await readTree(folder.path);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    // As if it had ended after the seal was written and before anything was removed.
    const seal = await readFile(folder.seal);
    await rm(folder.path, { recursive: true });
    await cp(folders[2]!.path, folder.path, { recursive: true });
    for (const [file, content] of Object.entries(before))
      await writeFile(join(folder.path, file), content, "base64");
    await writeFile(folder.seal, seal);
    expect(await verify(folder)).toMatchObject({ isSame: true });
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(await listTree(folder.path)).toEqual(STATISTICS);
    expect(await verify(folder)).toMatchObject({ isSame: true });
  });

  it("stays told when the run is sealed again", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    const { head } = (await readSealSummary(folder.seal))!;
    await writeSeal(folder, head);
    expect((await verify(folder)).kinds[0]).toMatchObject({ status: "same", findings: [] });
  });

  it("seals a run that never came to its end before anything of it is removed", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    await rm(folder.seal);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect((await verify(folder)).kinds[0]).toMatchObject({ status: "same" });
    expect(await readSealSummary(folder.seal)).toMatchObject({ pruned: 19, head: { isWhole: true } });
  });

  it("leaves a run alone whose seal is damaged, and says so", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    await writeFile(
      folder.seal,
      (await readFile(folder.seal, "utf8")).replace("demo", "dome").replace("0", "1"),
    );
    const before = await readTree(folder.path);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(said()).toMatch(/kept run-01: .*seal\.jsonl/);
    expect(await readTree(folder.path)).toEqual(before);
  });

  it("follows no link out of the run, whatever its seal says", async () => {
    const { results, folders } = await storeRuns();
    const [folder] = folders as [RunFolder];
    const outside = join(await makeTemporaryFolder(), "outside");
    await rename(folder.workspaces, outside);
    await symlink(outside, folder.workspaces);
    const before = await readTree(outside);
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(await readTree(outside)).toEqual(before);
    for (const path of ["workspaces/../../x", "../x", "/x", "trials/./x", "trials//x", "workspaces/..", ""])
      expect(
        SealRecordSchema.safeParse({ type: "file", path, sizeBytes: 0, sha256: "a".repeat(64) }).success,
      ).toBe(false);
    expect(
      SealRecordSchema.safeParse({ type: "file", path: "a/.b/..c/d..", sizeBytes: 0, sha256: "a".repeat(64) })
        .success,
    ).toBe(true);
  });

  it("removes the log of a detached run with its bulk", async () => {
    const { results, folders } = await storeRuns();
    const log = toLogPath(folders[0]!.path);
    await writeFile(log, "x".repeat(1_000_000));
    await prune({ results, keep: 30 * DAY_MS }, NOW);
    expect(said()).toMatch(/pruned run-01: \d+ files, 1\.\d MB/);
    await expect(readFile(log)).rejects.toThrow("ENOENT");
  });

  it("puts into the ledger which runs are gone, once", async () => {
    const { results, folders } = await storeRuns();
    await rm(folders[1]!.path, { recursive: true });
    await rename(folders[0]!.path, join(results, "renamed"));
    for (let time = 0; time < 2; time += 1) await prune({ results, keep: 365 * DAY_MS }, NOW);
    const removed = [];
    for await (const record of readLedger(results)) if (record.type === "removed") removed.push(record.runId);
    expect(removed).toEqual(["run-02"]);
  });
});

describe("which runs are pruned", () => {
  const toRun = (day: number, more: Partial<RetainedRun> = {}): RetainedRun => ({
    name: `day ${day}`,
    createdAtMs: day * DAY_MS,
    suite: "demo",
    isUnderWay: false,
    bytes: 100,
    bulkBytes: 90,
    ...more,
  });
  const choose = (runs: readonly RetainedRun[], keep: number | null, maxBytes: number | null) => {
    const rules = { nowMs: 10 * DAY_MS, keepMs: keep === null ? null : keep * DAY_MS, maxBytes };
    const { pruned, bytes } = chooseRuns(runs, rules);
    return { pruned: pruned.map(({ name }) => name), bytes };
  };

  it("the oldest go first, and no more than must", () => {
    const runs = [toRun(3), toRun(1), toRun(9), toRun(2)];
    expect(choose(runs, null, 250)).toEqual({ pruned: ["day 1", "day 2"], bytes: 220 });
    expect(choose(runs, null, 400)).toEqual({ pruned: [], bytes: 400 });
    expect(choose(runs, null, 399)).toEqual({ pruned: ["day 1"], bytes: 310 });
    expect(choose(runs, null, 1)).toEqual({ pruned: ["day 1", "day 2", "day 3"], bytes: 130 });
  });

  it("age and size work together", () => {
    const runs = [toRun(1), toRun(2), toRun(8), toRun(9)];
    expect(choose(runs, 7, null)).toEqual({ pruned: ["day 1", "day 2"], bytes: 220 });
    expect(choose(runs, 7, 210)).toEqual({ pruned: ["day 1", "day 2", "day 8"], bytes: 130 });
    expect(choose(runs, 8, null)).toEqual({ pruned: ["day 1"], bytes: 310 });
  });

  it("each suite has its own newest, and one that has no bulk is passed over", () => {
    const runs = [toRun(1, { suite: "other" }), toRun(2), toRun(3, { bulkBytes: 0, bytes: 10 }), toRun(4)];
    expect(choose(runs, 1, null)).toEqual({ pruned: ["day 2"], bytes: 220 });
  });
});

describe("buildoff prune", () => {
  it("wants to be told what may go, takes days and sizes, and exits with 1 where it cannot make enough room", async () => {
    vi.restoreAllMocks();
    const { results } = await storeRuns();
    expect(await buildoff(["prune", "--results", results])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("give --keep with an age, such as --keep 30d") as string,
    });
    const enough = await buildoff(["prune", "--keep", "30000d", "--max-size", "20GB", "--results", results]);
    expect(enough).toMatchObject({ exitCode: 0, stderr: "" });
    const tight = await buildoff(["prune", "--max-size", "1kB", "--results", results]);
    expect(tight.exitCode).toBe(1);
    expect(tight.stdout).toContain("kept run-03: it is the newest of the suite demo");
    expect(tight.stderr).toBe("that is more than 1.0 kB: what stays cannot be pruned");
    const again = await buildoff(["rescore", "run-01", "--results", results]);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain(
      "the workspaces of these trials of run-01 were pruned: t1.passed, t2.failed",
    );
  });
});

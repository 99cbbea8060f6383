import { execFile } from "node:child_process";
import { appendFile, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { LedgerRecord } from "../../src/core/ledger.ts";
import { toConfigurations } from "../../src/core/configuration.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { appendToLedger } from "../../src/store/ledger/append.ts";
import { readChain, toLedgerFile } from "../../src/store/ledger/chain.ts";
import { findUnlistedRuns, readLedger } from "../../src/store/ledger.ts";
import { readJsonFile } from "../../src/store/run-store.ts";
import { ManifestSchema } from "../../src/core/manifest.ts";
import type { RunFolder } from "../../src/store/run-folder.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

async function readAll(results: string): Promise<LedgerRecord[]> {
  const records: LedgerRecord[] = [];
  for await (const record of readLedger(results)) records.push(record);
  return records;
}

const readText = (results: string): Promise<string> => readFile(toLedgerFile(results), "utf8");
const readLines = async (results: string): Promise<string[]> =>
  (await readText(results)).trimEnd().split("\n");
const writeLines = (results: string, lines: readonly string[]): Promise<void> =>
  writeFile(toLedgerFile(results), lines.map((line) => `${line}\n`).join(""));

const note = (results: string, runId: string): Promise<string> =>
  appendToLedger(results, async () => [{ type: "removed", at: "2026-01-02T03:04:05.000Z", runId }]);

describe("a ledger", () => {
  it("tells when a run was made and sealed, each record with the hash of the one before", async () => {
    const results = await makeTemporaryFolder();
    const folder = await storeRun({ results });
    const manifest = await readFile(folder.manifest);
    const records = await readAll(results);
    expect(records).toMatchObject([
      { type: "begun", previous: null },
      {
        type: "created",
        runId: "stored",
        manifest: sha256(manifest),
        suite: { name: "demo", hash: "a".repeat(64) },
        configurations: [{ name: "oracle" }],
        trials: 3,
        derivedFrom: null,
        shard: null,
      },
      { type: "sealed", runId: "stored", isWhole: true },
    ]);
    const lines = await readLines(results);
    expect(records.map(({ previous }) => previous)).toEqual([
      null,
      ...lines.slice(0, -1).map((line) => sha256(line)),
    ]);
  });

  it("is told apart from that of another results folder", async () => {
    const stores = await Promise.all(
      [1, 2].map(async () => {
        const results = await makeTemporaryFolder();
        await note(results, "a");
        return (await readAll(results))[0];
      }),
    );
    expect(stores[0]).not.toEqual(stores[1]);
  });

  const changes: readonly { what: string; change: (lines: string[]) => string[]; line: number }[] = [
    { what: "is removed", change: (lines) => lines.toSpliced(2, 1), line: 3 },
    { what: "is changed", change: (lines) => lines.with(2, lines[2]!.replace("run-2", "run-9")), line: 4 },
    { what: "is moved", change: (lines) => lines.with(2, lines[3]!).with(3, lines[2]!), line: 3 },
    { what: "is put in", change: (lines) => lines.toSpliced(2, 0, lines[4]!), line: 3 },
    { what: "is no record any more", change: (lines) => lines.with(2, "{}"), line: 3 },
    { what: "that began it is removed", change: (lines) => lines.slice(1), line: 1 },
  ];
  it.each(changes)("is broken at line $line where a record $what", async ({ change, line }) => {
    const results = await makeTemporaryFolder();
    for (const runId of ["run-1", "run-2", "run-3", "run-4"]) await note(results, runId);
    await writeLines(results, change(await readLines(results)));
    await expect(readAll(results)).rejects.toMatchObject({
      code: "broken-ledger",
      message: expect.stringContaining(`${toLedgerFile(results)}:${line}`) as string,
    });
    // It is still added to: a run is not kept from its ledger by what happened before.
    await note(results, "run-5");
    expect((await readLines(results)).at(-1)).toContain("run-5");
  });

  it("that a crash tore is mended by the next record", async () => {
    const results = await makeTemporaryFolder();
    for (const runId of ["run-1", "run-2"]) await note(results, runId);
    const whole = await readText(results);
    for (const cut of [1, 2, 40]) {
      await writeFile(toLedgerFile(results), whole.slice(0, -cut));
      expect(await readAll(results)).toHaveLength(2);
      await note(results, "run-3");
      const records = await readAll(results);
      // Where the end of the line alone was missing, the record was whole.
      const expected = cut === 1 ? ["run-1", "run-2", "run-3"] : ["run-1", "run-3"];
      expect(records.flatMap((record) => ("runId" in record ? [record.runId] : []))).toEqual(expected);
    }
    await appendFile(toLedgerFile(results), "\0".repeat(100));
    await note(results, "run-4");
    expect((await readAll(results)).at(-1)).toMatchObject({ runId: "run-4" });
  });

  it("whose last line is no record is not added to, and the run says so and goes on", async () => {
    const results = await makeTemporaryFolder();
    await note(results, "run-1");
    await appendFile(toLedgerFile(results), '{"type":"gibberish"}\n');
    const before = await readText(results);
    const notes: string[] = [];
    await storeRun({ results, note: (line) => notes.push(line) });
    expect(await readText(results)).toBe(before);
    expect(notes[0]).toMatch(
      /^warning: the ledger .* could not be written, and does not tell of this run: .*no record/,
    );
  });

  it("that is a folder keeps no run from its end", async () => {
    const results = await makeTemporaryFolder();
    await mkdir(toLedgerFile(results));
    const notes: string[] = [];
    await storeRun({ results, note: (line) => notes.push(line) });
    expect(notes[0]).toContain("EISDIR");
  });

  it("is one chain where many append at once, in this process and in others", async () => {
    const results = await makeTemporaryFolder();
    const script = `
      const { appendToLedger } = await import(${JSON.stringify(new URL("../../src/store/ledger/append.ts", import.meta.url).href)});
      for (let n = 0; n < 15; n += 1)
        await appendToLedger(process.argv[1], async () => [{ type: "removed", at: "2026-01-02T03:04:05.000Z", runId: process.argv[2] + n }]);`;
    const others = ["a", "b", "c"].map((name) =>
      promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, results, name]),
    );
    const own = Array.from({ length: 15 }, (_, index) => note(results, `own${index}`));
    await Promise.all([...others, ...own]);
    const records = await readAll(results);
    const ids = records.flatMap((record) => ("runId" in record ? [record.runId] : []));
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
  });

  it("of many runs is read at its end alone when it is added to", async () => {
    const results = await makeTemporaryFolder();
    await appendToLedger(results, async () =>
      Array.from({ length: 20_000 }, (_, index) => ({
        type: "removed" as const,
        at: "2026-01-02T03:04:05.000Z",
        runId: `run-${index}-${"x".repeat(200)}`,
      })),
    );
    const file = toLedgerFile(results);
    // Whoever reads from the beginning gets no further than this.
    await using handle = await open(file, "r+");
    await handle.write("?", 0);
    await expect(readAll(results)).rejects.toMatchObject({ code: "broken-ledger" });
    await note(results, "last");
    await handle.write("{", 0);
    let number = 0;
    for await (const line of readChain(file)) {
      expect(line.problem).toBeNull();
      ({ number } = line);
    }
    expect(number).toBe(20_002);
  });
});

describe("runs that a table leaves out", () => {
  const list = async (folder: RunFolder) => {
    const manifest: Manifest = await readJsonFile(folder.manifest, ManifestSchema);
    return {
      runId: manifest.runId,
      createdAt: manifest.createdAt,
      suiteHash: manifest.suite.hash,
      configurationKeys: toConfigurations(manifest, sha256).map(({ key }) => key),
    };
  };

  it("are those of the same configuration and suite, told apart by what they are", async () => {
    const results = await makeTemporaryFolder();
    const shown = await storeRun({ results, runId: "shown" });
    await storeRun({ results, runId: "hidden", createdAt: "2026-01-03T00:00:00.000Z" });
    await storeRun({ results, runId: "again", changes: { derivedFrom: "shown" } });
    const shard = { index: 1, of: 2, plan: "c".repeat(64) };
    await storeRun({ results, runId: "part", changes: { shard } });
    const suite = {
      name: "demo",
      version: "2.0.0",
      hash: "b".repeat(64),
      folder: "/",
      headline: "score",
    } as const;
    await storeRun({ results, runId: "other-suite", changes: { suite } });
    const gone = await storeRun({ results, runId: "gone" });
    await rm(gone.path, { recursive: true });
    const unlisted = await findUnlistedRuns({ resultsFolder: results, runs: [await list(shown)] });
    expect(unlisted).toMatchObject([
      { runId: "hidden", kind: "run", state: "whole", isGone: false, configurations: [{ name: "oracle" }] },
      { runId: "again", kind: "derived", derivedFrom: "shown", isGone: false },
      { runId: "part", kind: "shard", shard },
      { runId: "gone", kind: "run", isGone: true },
    ]);
  });

  it("have the name of a run that is shown, where that was made after they were removed", async () => {
    const results = await makeTemporaryFolder();
    const first = await storeRun({ results, runId: "nightly" });
    await rm(first.path, { recursive: true });
    const second = await storeRun({ results, runId: "nightly", createdAt: "2026-02-01T00:00:00.000Z" });
    const unlisted = await findUnlistedRuns({ resultsFolder: results, runs: [await list(second)] });
    expect(unlisted).toMatchObject([
      { runId: "nightly", createdAt: "2026-01-02T03:04:05.000Z", isGone: true },
    ]);
  });

  it("are none where there is no ledger", async () => {
    const results = await makeTemporaryFolder();
    const runs = [{ runId: "a", createdAt: "", suiteHash: "", configurationKeys: [""] }];
    expect(await findUnlistedRuns({ resultsFolder: results, runs })).toEqual([]);
  });
});

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { joinShards } from "../../src/core/shards.ts";
import type { TrialRow } from "../../src/core/trial-row.ts";
import { listFiles } from "../../src/host/folder-files.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { toCassetteFile } from "../../src/store/cassettes.ts";
import { lockRun } from "../../src/store/lock.ts";
import { mergeRuns } from "../../src/store/merge-runs.ts";
import { fileExists, listRuns, loadRunAsWritten } from "../../src/store/run-store.ts";
import { buildoff, readSummary, repository, startBuildoff } from "../support/buildoff.ts";
import { readRunFolder } from "../support/run-folders.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../support/temporary.ts";

const SUITE = join(repository, "test/fixtures/suites/pages");
const SHARDS = 3;
const TRIALS = 8;

const folder = await makeSuiteFolder();
const whole = join(folder, "whole");
const shards = Array.from({ length: SHARDS }, (_, index) => join(folder, `shard-${index + 1}`));

async function run(name: string, flags: readonly string[]) {
  const agents = ["--agent", "oracle", "command", "--command", "echo '<h1>Hi</h1>' > index.html"];
  const where = ["--sandbox", "local", "--unsafe-local", "--results", folder, "--name", name, "--plain"];
  const browser = ["--browser", join(repository, "test/support/no-browser.mjs")];
  const ended = await buildoff(["run", SUITE, ...agents, "--attempts", "2", ...where, ...browser, ...flags]);
  expect(ended).toMatchObject({ exitCode: 0, stderr: "" });
}

beforeAll(async () => {
  const [first, ...rest] = shards.keys();
  const shard = (index: number) => ["--shard", `${index + 1}/${SHARDS}`];
  await Promise.all([
    run("whole", ["--jobs", "1"]),
    (async () => {
      // One of them at another pace, so that the records of its trials are mixed.
      await run("shard-1", [...shard(first!), "--jobs", "1"]);
      for (const index of rest) await run(`shard-${index + 1}`, [...shard(index), "--jobs", "2"]);
    })(),
  ]);
});

/** As the command does it, in this process and without the files of a run's end. */
async function mergeHere(runs: readonly string[], results: string): Promise<readonly TrialRow[]> {
  const found = await Promise.all(runs.map((run) => loadRunAsWritten(run, results)));
  const joined = joinShards(found, () => "m", sha256);
  const signal = AbortSignal.timeout(600_000);
  const finish = async (_: unknown, rows: readonly TrialRow[]) => rows;
  const { end } = await mergeRuns({ ...joined, path: join(results, "m"), finish, signal });
  return end;
}

const merge = (runs: readonly string[], results: string, flags: readonly string[] = []) =>
  buildoff(["merge", ...runs, "--results", results, ...flags]);

/** A copy of a shard's run that a test may spoil. */
async function copyShard(index: number, change?: (manifest: string) => string): Promise<string> {
  const copy = join(await makeTemporaryFolder(), `copy-${index + 1}`);
  await cp(shards[index]!, copy, { recursive: true });
  const file = join(copy, "manifest.json");
  if (change !== undefined) await writeFile(file, change(await readFile(file, "utf8")));
  return copy;
}

describe("the shards of a plan", () => {
  it("merged, in any order, are the run that there would have been without shards, times aside", async () => {
    const results = await makeTemporaryFolder();
    const before = await readRunFolder(shards[1]!);
    const { exitCode, stderr, stdout } = await merge(shards.toReversed(), results, ["--name", "whole"]);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${TRIALS / 2} of ${TRIALS} scored trials passed`);
    const merged = await readRunFolder(join(results, "whole"));
    const expected = await readRunFolder(whole);
    expect([...merged.keys()]).toEqual([...expected.keys()]);
    for (const [path, content] of expected)
      expect({ path, content: merged.get(path) }).toEqual({ path, content });
    const pages = (run: string) => listFiles(join(run, "report"));
    expect(await pages(join(results, "whole"))).toEqual(await pages(whole));
    expect(await pages(whole)).toContain(`data/trial/0/${TRIALS - 1}.js`);
    expect(await readdir(results)).toEqual(["ledger.jsonl", "whole"]);
    expect(await readRunFolder(shards[1]!)).toEqual(before);
    expect(await buildoff(["verify", "whole", "--results", results])).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
    const summaries = await Promise.all(shards.map(readSummary));
    const { startedAt } = await readSummary(join(results, "whole"));
    expect(startedAt).toBe(summaries.map((summary) => summary.startedAt).toSorted()[0]);
    const again = await merge(shards, results, ["--name", "whole"]);
    expect(again).toMatchObject({ exitCode: 2 });
    expect(again.stderr).toContain("there is one already");
  });

  it("take their recorded calls along, and the last outage of a trial that has no result", async () => {
    const results = await makeTemporaryFolder();
    // Recorded or not is a part of the manifest.
    const recorded = (manifest: string) => manifest.replace('"isRecorded": false', '"isRecorded": true');
    const changed = await copyShard(2, recorded);
    const others = [await copyShard(0, recorded), await copyShard(1, recorded)];
    const journal = join(changed, "journal.jsonl");
    const outage = (text: string) =>
      text.replace(
        /"outcome":\{"kind":"completed"\}/,
        '"outcome":{"kind":"infra-error","code":"provider","message":"gone"}',
      );
    const lines = (await readFile(journal, "utf8")).split("\n");
    const finished = lines.findIndex((line) => line.includes('"finished"'));
    const { trialId } = JSON.parse(lines[finished]!) as { trialId: string };
    await writeFile(journal, lines.with(finished, outage(lines[finished]!)).join("\n"));
    await mkdir(join(changed, "cassettes"));
    await writeFile(toCassetteFile(changed, trialId), "{}\n");
    const rows = await mergeHere([...others, changed], results);
    expect(rows.filter(({ outcome }) => outcome.kind === "infra-error").map(({ id }) => id)).toEqual([
      trialId,
    ]);
    expect(await readFile(toCassetteFile(join(results, "m"), trialId), "utf8")).toBe("{}\n");
  });
});

describe("merge refuses", () => {
  const refuse = async (runs: readonly string[], ...words: readonly string[]) => {
    const results = await makeTemporaryFolder();
    const error: unknown = await mergeHere(runs, results).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { message, hint } = error as UserError;
    for (const word of words) expect(`${message}\n${hint}`).toContain(word);
    expect(await readdir(results)).toEqual([]);
  };

  it("where a shard is missing", async () => {
    await refuse([shards[1]!], "of 3 shards these are missing: 1/3, 3/3");
    const results = await makeTemporaryFolder();
    const { exitCode, stderr } = await merge([shards[1]!], results);
    expect(stderr).toContain("of 3 shards these are missing: 1/3, 3/3");
    expect(exitCode).toBe(2);
    expect(await readdir(results)).toEqual([]);
  });

  it("where a shard is given twice", async () => {
    await refuse([...shards, await copyShard(1)], "the shard 2/3 is given twice: shard-2 and shard-2");
  });

  it("a shard that was pruned", async () => {
    const store = await makeTemporaryFolder();
    const copies = shards.map((shard) => join(store, basename(shard)));
    for (const [index, copy] of copies.entries()) await cp(shards[index]!, copy, { recursive: true });
    await buildoff(["prune", "--max-size", "1kB", "--results", store]);
    const results = await makeTemporaryFolder();
    const { exitCode, stderr } = await merge(copies, results);
    expect(stderr).toContain("was pruned: what it was made of is no longer there");
    expect(exitCode).toBe(2);
    expect(await readdir(results)).toEqual([]);
  });

  it("a run that is no shard", async () => {
    await refuse([...shards, whole], "the run whole is no part of a plan");
  });

  it("shards of unlike plans, and says what differs", async () => {
    const other = await copyShard(2, (text) =>
      text.replace('"maxCostUsd": null', '"maxCostUsd": 5').replace(/"plan": "[0-9a-f]+"/, '"plan": "0"'),
    );
    await refuse(
      [shards[0]!, shards[1]!, other],
      "the runs shard-1 and shard-3 are not parts of one plan:",
      "  maxCostUsd: null and 5\n",
      "  the plan's trials (attempts, seeds, languages, agents or models) differ\n",
    );
  });

  it("a shard whose trials are not those that were planned", async () => {
    const other = await copyShard(2, (text) =>
      text.replaceAll("list.en.s0.oracle.k1", "list.en.s0.oracle.k3"),
    );
    await refuse([shards[0]!, shards[1]!, other], "a manifest was changed");
  });

  it("a shard that is unfinished, and says how to go on with it", async () => {
    const other = await copyShard(2);
    const journal = join(other, "journal.jsonl");
    const lines = (await readFile(journal, "utf8")).split("\n");
    await writeFile(journal, lines.filter((line) => !line.includes('"finished"')).join("\n"));
    await refuse(
      [shards[0]!, shards[1]!, other],
      "the shard shard-3 is unfinished: 2 of its 2 trials have no result",
      "buildoff resume shard-3",
    );
    await rm(journal);
    await refuse([shards[0]!, shards[1]!, other], "the shard shard-3 is unfinished");
  });

  it("a shard that somebody is working on", async () => {
    const other = await copyShard(2);
    await using _lock = await lockRun(join(other, "run.lock"));
    await refuse([shards[0]!, shards[1]!, other], "is working on this run");
  });
});

describe("a merge that is ended in the middle", () => {
  /** Starts one that takes a while, and resolves when it has begun to make its folder. */
  async function startMerge(results: string) {
    const large = await copyShard(2);
    const [trial] = await readdir(join(large, "trials"));
    const logs = join(large, "trials", trial!, "logs", "many");
    await mkdir(logs);
    const names = Array.from({ length: 2_000 }, (_, index) => join(logs, `${index}.log`));
    await Promise.all(names.map((name) => writeFile(name, "x")));
    const runs = [shards[0]!, shards[1]!, large];
    const started = startBuildoff(["merge", ...runs, "--name", "m", "--results", results]);
    while (!(await fileExists(join(results, "m.partial", "trials")))) await wait(5);
    return { started, runs };
  }

  it("by Ctrl-C leaves nothing", async () => {
    const results = await makeTemporaryFolder();
    const { started } = await startMerge(results);
    started.kill("SIGINT");
    expect(await started).toMatchObject({ exitCode: 130, stderr: "" });
    expect(await readdir(results)).toEqual([]);
  });

  it("by kill -9 leaves no run, and stands in nobody's way", async () => {
    const results = await makeTemporaryFolder();
    const { started, runs } = await startMerge(results);
    started.kill("SIGKILL");
    await started;
    expect(await listRuns(results)).toEqual([]);
    expect(await merge(runs, results, ["--name", "m"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readdir(results)).toEqual(["ledger.jsonl", "m"]);
  });
});

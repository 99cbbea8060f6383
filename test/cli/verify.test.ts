import { appendFile, cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createRunTally } from "../../src/analysis/summarize.ts";
import { inspectFiles } from "../../src/cli/verify/files.ts";
import { verifyRun } from "../../src/cli/verify/inspect.ts";
import { version } from "../../src/cli/version.ts";
import { type Manifest, ManifestSchema } from "../../src/core/manifest.ts";
import { SummarySchema } from "../../src/core/summary.ts";
import { TrialRowSchema } from "../../src/core/trial-row.ts";
import { type Verification, VerificationSchema } from "../../src/core/verification.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { findPrice, hashPrice } from "../../src/models/price.ts";
import { listRecipeTags } from "../../src/sandbox/docker/images/recipe-tags.ts";
import { readRecords } from "../../src/store/lines.ts";
import { lockRun } from "../../src/store/lock.ts";
import { toRunFolder } from "../../src/store/run-folder.ts";
import { readJsonFile } from "../../src/store/run-store.ts";
import { readSealSummary } from "../../src/store/seal/read.ts";
import { writeSeal } from "../../src/store/seal/write.ts";
import { buildoff, repository } from "../support/buildoff.ts";
import { makeManifest, makeTrial } from "../support/results.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../support/temporary.ts";
import { storeRun } from "../support/stored-run.ts";

const store = await makeSuiteFolder();

beforeAll(async () => {
  await storeRun({ results: store });
});

/** Of a copy, which can be changed, with the ledger of its store. */
async function copyRun(): Promise<{ readonly results: string; readonly run: string }> {
  const results = await makeTemporaryFolder();
  await cp(store, results, { recursive: true });
  return { results, run: join(results, "stored") };
}

const verify = (run: string): Promise<Verification> =>
  verifyRun({ run, resultsFolder: join(run, ".."), suite: null, isRunOnly: false, onKind: () => {} });

const findingsOf = ({ kinds }: Verification) => kinds.flatMap(({ findings }) => findings);

const describeFindings = (verification: Verification): string =>
  findingsOf(verification)
    .map(({ file, record, message }) => [file, record, message].filter(Boolean).join(" "))
    .join("\n");

/** Those that are sealed: a report is not. */
async function listFiles(run: string): Promise<string[]> {
  const entries = await readdir(run, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(run.length + 1))
    .filter((file) => !file.startsWith("report/"))
    .toSorted();
}

/** What `verify` says of a copy of the run that was changed. */
async function verifyChanged(change: (run: string) => Promise<unknown>): Promise<Verification> {
  const { run } = await copyRun();
  await change(run);
  return verify(run);
}

type Json = Record<string, unknown>;

const editText = async (file: string, edit: (text: string) => string): Promise<void> => {
  const before = await readFile(file, "utf8");
  const after = edit(before);
  expect(after).not.toBe(before);
  await writeFile(file, after);
};

const editJson = (file: string, edit: (value: Json) => Json): Promise<void> =>
  editText(file, (text) => `${JSON.stringify(edit(JSON.parse(text) as Json), null, 2)}\n`);

/** Changes the line of a JSONL file in which a text stands. */
const editLine = (file: string, of: string, edit: (value: Json) => Json): Promise<void> =>
  editText(file, (text) =>
    text
      .split("\n")
      .map((line) => (line.includes(of) ? JSON.stringify(edit(JSON.parse(line) as Json)) : line))
      .join("\n"),
  );

/** As somebody would who knows how a run is sealed, and leaves the ledger as it is. */
async function sealAnew(run: string): Promise<void> {
  const { head } = (await readSealSummary(toRunFolder(run).seal))!;
  await writeSeal(toRunFolder(run), head);
}

const EMPTY_SANDBOX = {
  provider: "docker",
  unsafeLocal: false,
  runtime: null,
  images: {},
  versions: {},
  warnings: [],
  unenforcedLimits: [],
};

const kindsThatChanged = ({ kinds }: Verification): string[] =>
  kinds.filter(({ status }) => status === "changed").map(({ kind }) => kind);

describe("verify", () => {
  it("finds an untouched run as it was, and says what could not be looked at", async () => {
    const verification = await verify(join(store, "stored"));
    expect(describeFindings(verification)).toBe("");
    expect(verification).toMatchObject({ runId: "stored", isSame: true });
    expect(VerificationSchema.parse(verification)).toEqual(verification);
    expect(verification.kinds.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      "files same",
      "journal same",
      "summary same",
      "workspaces same",
      "verdicts same",
      "ledger same",
      "suite unknown",
      "prices unknown",
      "images unknown",
      "harness same",
    ]);
  });

  it("names the file in which a byte was changed, whichever file and byte", async () => {
    const { run } = await copyRun();
    const files = await listFiles(run);
    expect(files.length).toBeGreaterThan(25);
    for (const file of files) {
      const path = join(run, file);
      const bytes = await readFile(path);
      const positions = new Set([0, 0.2, 0.5, 0.8, 1].map((part) => Math.round(part * (bytes.length - 1))));
      for (const position of positions) {
        const changed = Buffer.from(bytes);
        changed[position]! ^= 1;
        await writeFile(path, changed);
        const { status, findings } = await inspectFiles(toRunFolder(run));
        expect(status, `${file} at ${position}`).toBe("changed");
        expect(findings[0]!.file, `${file} at ${position}`).toBe(file);
      }
      const verification = await verify(run);
      expect(verification.isSame).toBe(false);
      expect(describeFindings(verification)).toContain(file);
      await writeFile(path, bytes);
    }
    expect((await verify(run)).isSame).toBe(true);
  });

  it("sees a byte of the seal, wherever it stands", async () => {
    const { run } = await copyRun();
    const { seal } = toRunFolder(run);
    const bytes = await readFile(seal);
    for (let position = 0; position < bytes.length; position += 7) {
      const changed = Buffer.from(bytes);
      changed[position]! ^= position % 2 === 0 ? 1 : 0x20;
      await writeFile(seal, changed);
      await expect(readSealSummary(seal), `byte ${position}`).rejects.toMatchObject({ code: "broken-seal" });
    }
    for (const text of [bytes.subarray(0, -1), bytes.subarray(0, -200), Buffer.concat([bytes, bytes])]) {
      await writeFile(seal, text);
      await expect(readSealSummary(seal)).rejects.toMatchObject({ code: "broken-seal" });
    }
    await writeFile(seal, "");
    expect(describeFindings(await verify(run))).toContain("seal.jsonl");
  });

  it("names every file that was removed, emptied, cut, lengthened, or replaced by another", async () => {
    const { run } = await copyRun();
    for (const file of await listFiles(run)) {
      const path = join(run, file);
      const bytes = await readFile(path);
      const changes: [string, () => Promise<unknown>][] = [
        ["removed", () => rm(path)],
        ["emptied", () => writeFile(path, "")],
        ["cut", () => writeFile(path, bytes.subarray(0, -1))],
        ["lengthened", () => appendFile(path, "\n")],
        [
          "a link to its own copy",
          () => rename(path, `${path}.copy`).then(() => symlink(`${path}.copy`, path)),
        ],
      ];
      for (const [what, change] of changes) {
        await change();
        const { status, findings } = await inspectFiles(toRunFolder(run));
        expect(status, `${file} ${what}`).toBe("changed");
        expect(
          findings.map((one) => one.file),
          `${file} ${what}`,
        ).toContain(file);
        await rm(path, { force: true });
        await rm(`${path}.copy`, { force: true });
        await writeFile(path, bytes);
      }
    }
    expect((await verify(run)).isSame).toBe(true);
  });

  it("names files and links that were put in, in whichever folder", async () => {
    const { run } = await copyRun();
    const folders = new Set((await listFiles(run)).map((file) => dirname(file)));
    for (const folder of [...folders, "new/deep"]) {
      await mkdir(join(run, folder), { recursive: true });
      const added = [join(folder, "0"), join(folder, "zz.jsonl"), join(folder, "link")];
      await writeFile(join(run, added[0]!), "");
      await writeFile(join(run, added[1]!), "{}\n");
      await symlink("/etc/passwd", join(run, added[2]!));
      const told = describeFindings(await verify(run));
      for (const file of added) expect(told).toContain(`${join(file)} it `);
      for (const file of added) await rm(join(run, file));
    }
    await writeFile(join(run, "run.lock"), JSON.stringify({ pid: 2 ** 30, bootId: null, startTime: null }));
    expect(describeFindings(await verify(run))).toContain("run.lock");
  });

  it("names both of two files that were swapped", async () => {
    const [one, other] = ["trials/t1.passed/result.json", "trials/t2.failed/result.json"];
    const told = describeFindings(
      await verifyChanged(async (run) => {
        await rename(join(run, one), join(run, "held"));
        await rename(join(run, other), join(run, one));
        await rename(join(run, "held"), join(run, other));
      }),
    );
    expect(told).toContain(one);
    expect(told).toContain(other);
  });

  const RECORDS = [
    ["journal.jsonl", "line 4 (finished t1.passed)", '"finished"'],
    ["trials.jsonl", "line 2 (t2.failed)", "t2.failed"],
    ["trials/t1.passed/transcript.1.jsonl", "line 3 (warning t1.passed)", '"warning"'],
    ["cassettes/t1.passed.jsonl", "line 1", "t1.passed"],
  ] as const;

  it.each(RECORDS)("names the record of %s that was changed: %s", async (file, record, of) => {
    const verification = await verifyChanged(async (run) => {
      const text = await readFile(join(run, file), "utf8");
      const at = text.indexOf(of);
      const end = text.indexOf("\n", at);
      await writeFile(join(run, file), `${text.slice(0, end - 1)} ${text.slice(end - 1)}`);
    });
    expect(verification.kinds[0]!.findings).toMatchObject([{ file, record, message: "was changed" }]);
  });

  it("names records that were put in, removed or repeated", async () => {
    const change = (edit: (lines: string[]) => string[]) =>
      verifyChanged((run) =>
        editText(join(run, "journal.jsonl"), (text) => `${edit(text.trimEnd().split("\n")).join("\n")}\n`),
      );
    const filesOf = ({ kinds }: Verification) => kinds[0]!.findings;
    expect(filesOf(await change((lines) => lines.toSpliced(3, 1)))).toMatchObject([
      { record: "line 4", message: "a record was removed" },
    ]);
    expect(filesOf(await change((lines) => lines.toSpliced(3, 0, lines[0]!)))).toMatchObject([
      { record: "line 4 (opened)", message: "was put in" },
    ]);
    expect(filesOf(await change((lines) => lines.slice(0, 2)))).toMatchObject([
      { record: "lines 3 to 9", message: "records were removed" },
    ]);
    const renewed = await change((lines) => lines.map((line) => `${line} `));
    expect(filesOf(renewed)).toHaveLength(9);
  });
});

describe("a run that somebody changed and sealed anew", () => {
  const sealed = (change: (run: string) => Promise<unknown>): Promise<Verification> =>
    verifyChanged(async (run) => {
      await change(run);
      await sealAnew(run);
    });

  it("is found by the ledger, even where every file fits the others", async () => {
    const rescue = (value: Json): Json => ({ ...value, score: 0.75 });
    const verification = await sealed(async (run) => {
      const folder = toRunFolder(run);
      const id = "t2.failed";
      await editLine(
        folder.journal,
        `"finished","at":"2026-01-02T03:04:05.000Z","trialId":"${id}"`,
        (record) => {
          const result = record["result"] as Json & { turns: Json[] };
          return { ...record, result: rescue({ ...result, turns: result.turns.map(rescue) }) };
        },
      );
      await editLine(folder.trials, id, rescue);
      await editJson(folder.trial(id).result, (result) =>
        rescue({ ...result, turns: (result["turns"] as Json[]).map(rescue) }),
      );
      await editJson(folder.trial(id).verdict(1), rescue);
      const manifest = await readJsonFile(folder.manifest, ManifestSchema);
      const tally = createRunTally(manifest);
      for await (const row of readRecords(folder.trials, TrialRowSchema)) tally.add(row);
      const { finishedAt } = await readJsonFile(folder.summary, SummarySchema);
      await writeFile(folder.summary, JSON.stringify(tally.summarize({ finishedAt, sha256 }), null, 2));
    });
    expect(kindsThatChanged(verification)).toEqual(["ledger"]);
    expect(describeFindings(verification)).toMatch(
      /ledger\.jsonl stored its last seal of this run is another one/,
    );
  });

  it("is found where a row is not what the journal gives", async () => {
    const verification = await sealed((run) =>
      editLine(join(run, "trials.jsonl"), "t2.failed", (row) => ({ ...row, score: 0.75 })),
    );
    expect(kindsThatChanged(verification)).toEqual(["journal", "summary", "ledger"]);
    expect(describeFindings(verification)).toContain(
      "trials.jsonl line 2 (t2.failed) it is not what the journal's record of this trial gives",
    );
    expect(describeFindings(verification)).toContain("summary.json groups[0].score.value it says 0.75");
  });

  it("is found where a row was removed, and where one of no trial was put in", async () => {
    const file = (run: string) => join(run, "trials.jsonl");
    const lacking = await sealed((run) => editText(file(run), (text) => text.slice(text.indexOf("\n") + 1)));
    expect(describeFindings(lacking)).toContain(
      "trials.jsonl it lacks t1.passed, of which the journal has a result",
    );
    const added = await sealed((run) =>
      editText(file(run), (text) => `${text}${text.split("\n")[0]!.replaceAll("t1.passed", "t9.passed")}\n`),
    );
    expect(describeFindings(added)).toContain("line 4 (t9.passed) its trial is not in the manifest");
    const repeated = await sealed((run) => editText(file(run), (text) => `${text}${text.split("\n")[0]!}\n`));
    expect(describeFindings(repeated)).toContain("line 4 (t1.passed) it is not in the order of the ids");
  });

  it("is found where a result, a verdict or the summary says something else", async () => {
    const trial = "trials/t1.passed";
    const result = await sealed((run) =>
      editJson(join(run, trial, "result.json"), (one) => ({ ...one, durationMs: 1 })),
    );
    expect(describeFindings(result)).toContain(
      `${trial}/result.json it is not what the journal has of this trial`,
    );
    const verdict = await sealed((run) =>
      editJson(join(run, trial, "verdict.json"), (one) => ({ ...one, passed: false })),
    );
    expect(describeFindings(verdict)).toContain(`${trial}/verdict.json it judges otherwise`);
    const other = await sealed((run) =>
      editJson(join(run, trial, "verdict.json"), (one) => ({ ...one, workspace: "b".repeat(64) })),
    );
    expect(describeFindings(other)).toContain(`${trial}/verdict.json it is of another workspace`);
    const task = await sealed((run) =>
      editJson(join(run, trial, "verdict.json"), (one) => ({ ...one, taskHash: "b".repeat(64) })),
    );
    expect(describeFindings(task)).toContain(`${trial}/verdict.json it is of another task`);
    const summary = await sealed((run) =>
      editJson(join(run, "summary.json"), (one) => ({ ...one, passed: 3 })),
    );
    expect(describeFindings(summary)).toContain("summary.json passed it says 3; the rows give 1");
  });

  it("is found where the manifest, its tasks or its trials are others", async () => {
    const manifest = (edit: (one: Json) => Json) =>
      sealed((run) => editJson(join(run, "manifest.json"), edit));
    const cost = await manifest((one) => ({ ...one, concurrency: 7 }));
    expect(describeFindings(cost)).toContain(
      "manifest.json it is not what the ledger says that the run was created with",
    );
    const task = await manifest((one) => ({
      ...one,
      tasks: (one["tasks"] as Json[]).map((entry) => ({ ...entry, hash: "b".repeat(64) })),
    }));
    expect(describeFindings(task)).toContain(
      "trials/t1.passed/result.json it is of another a-task than the manifest has",
    );
    const trials = await manifest((one) => ({ ...one, trials: (one["trials"] as Json[]).slice(1) }));
    expect(describeFindings(trials)).toContain(
      "journal.jsonl line 2 (started t1.passed) its trial is not in the manifest",
    );
  });

  it("is found where a workspace has other bytes, another name, or is gone", async () => {
    const names = (await readdir(join(store, "stored", "workspaces"))).toSorted();
    const [one, other] = names as [string, string];
    const path = (run: string, name: string) => join(run, "workspaces", name);
    const swapped = await sealed((run) => cp(path(run, one), path(run, other)));
    expect(describeFindings(swapped)).toContain(
      `workspaces/${other} its bytes are others than it is named by`,
    );
    const garbage = await sealed((run) => writeFile(path(run, one), "garbage"));
    expect(describeFindings(garbage)).toContain(`workspaces/${one} the stored workspace is damaged`);
    const gone = await sealed((run) => rm(path(run, one)));
    expect(describeFindings(gone)).toMatch(new RegExp(`workspaces/${one} it is missing: t[12]`));
    const named = await sealed((run) => rename(path(run, one), path(run, "mine.tar.zst")));
    expect(describeFindings(named)).toContain("workspaces/mine.tar.zst it is not named as workspaces are");
  });

  it("is found where a record grades workspaces that no agent left", async () => {
    const verification = await sealed((run) =>
      editLine(
        join(run, "journal.jsonl"),
        '"type":"frozen","at":"2026-01-02T03:04:05.000Z","trialId":"t1.passed"',
        (record) => ({
          ...record,
          turns: [{ turn: 1, workspace: "b".repeat(64), rejection: null, services: {} }],
        }),
      ),
    );
    expect(describeFindings(verification)).toContain(
      "journal.jsonl line 4 (finished t1.passed) it grades other workspaces than the trial left",
    );
  });
});

describe("verify, of the ledger", () => {
  const attack = (edit: (lines: string[]) => string[]): Promise<Verification> =>
    verifyChanged((run) =>
      editText(join(run, "..", "ledger.jsonl"), (text) =>
        edit(text.trimEnd().split("\n"))
          .map((line) => `${line}\n`)
          .join(""),
      ),
    );

  it.each<{ what: string; edit: (lines: string[]) => string[]; told: string }>([
    { what: "a record is removed", edit: (lines) => lines.toSpliced(1, 1), told: "line 2 (sealed stored)" },
    {
      what: "its last record is removed",
      edit: (lines) => lines.slice(0, 2),
      told: "it does not tell that the run was sealed",
    },
    {
      what: "all records of the run are removed",
      edit: (lines) => lines.slice(0, 1),
      told: "records were removed",
    },
    { what: "records are swapped", edit: ([a, b, c]) => [a!, c!, b!], told: "line 2 (sealed stored)" },
    {
      what: "a record is changed",
      edit: (lines) => lines.with(1, lines[1]!.replace('"trials":3', '"trials":2')),
      told: "line 3 (sealed stored)",
    },
    {
      what: "the last record is changed",
      edit: (lines) =>
        lines.with(
          2,
          lines[2]!.replace(/"seal":"./, (text) => `"seal":"${text.endsWith("f") ? "0" : "f"}`),
        ),
      told: "its last seal of this run is another one",
    },
    { what: "its beginning is removed", edit: (lines) => lines.slice(1), told: "line 1 (created stored)" },
    {
      what: "a record is torn",
      edit: (lines) => lines.with(2, lines[2]!.slice(0, 50)),
      told: "line 3 (no record)",
    },
  ])("fails where $what", async ({ edit, told }) => {
    const verification = await attack(edit);
    expect(kindsThatChanged(verification)).toEqual(["ledger"]);
    expect(describeFindings(verification)).toContain(told);
  });

  it("fails where it was written anew, with hashes that fit", async () => {
    const verification = await attack((lines) => {
      let before: string | null = null;
      return lines.map((line) => {
        const record = { ...(JSON.parse(line) as Json), at: "2026-01-01T00:00:00.000Z", previous: before };
        const text = JSON.stringify(record);
        before = sha256(text);
        return text;
      });
    });
    expect(describeFindings(verification)).toContain("the record after which the run was sealed is gone");
  });

  it("says that it cannot know, of a run that was moved to another store or has none beside it", async () => {
    const { results, run } = await copyRun();
    await rm(join(results, "ledger.jsonl"));
    const alone = await verify(run);
    expect(alone).toMatchObject({ isSame: true });
    expect(alone.kinds.find(({ kind }) => kind === "ledger")).toMatchObject({ status: "unknown" });
    await storeRun({ results, runId: "other" });
    const moved = await verify(run);
    expect(moved).toMatchObject({ isSame: true });
    expect(moved.kinds.find(({ kind }) => kind === "ledger")?.said).toContain(
      "that of another results folder",
    );
  });
});

describe("verify, of what a run was made with", () => {
  const inspect = async (kind: string, changes: Partial<Manifest>) => {
    const results = await makeTemporaryFolder();
    const { path } = await storeRun({ results, changes });
    return (await verify(path)).kinds.find((one) => one.kind === kind)!;
  };

  it("tells another buildoff, and an agent of another version", async () => {
    expect(await inspect("harness", { buildoff: "0.0.9" })).toMatchObject({
      status: "changed",
      findings: [{ message: `buildoff 0.0.9 made the run, and this is ${version}` }],
    });
    const { kinds } = await verifyChanged((run) =>
      editJson(join(run, "manifest.json"), (one) => ({
        ...one,
        agents: (one["agents"] as Json[]).map((known) => ({ ...known, version: "0.0.1" })),
      })),
    );
    const harness = kinds.find(({ kind }) => kind === "harness")!;
    expect(harness.findings).toMatchObject([
      { record: "oracle", message: expect.stringContaining("0.0.1") as string },
    ]);
  });

  it("holds images against the recipes of now", async () => {
    const folder = join(repository, "test/fixtures/suites/phases");
    const suite = {
      name: "demo",
      version: "1.0.0",
      hash: "a".repeat(64),
      folder,
      headline: "passRate",
    } as const;
    const tags = await listRecipeTags({ stacks: [], agentLayers: [], isConfined: false });
    const [tag] = tags.get("checker")!;
    const withTag = (of: string): Partial<Manifest> => ({
      suite,
      sandbox: { ...EMPTY_SANDBOX, images: { checker: { tag: of, digest: "sha256:0" } } },
    });
    expect(await inspect("images", withTag(tag!))).toMatchObject({ status: "same", findings: [] });
    expect(await inspect("images", withTag("buildoff/checker:0000000000000000"))).toMatchObject({
      status: "changed",
      findings: [{ record: "checker", message: expect.stringContaining("no longer what it was") as string }],
    });
    expect(
      await inspect("images", { ...withTag(tag!), suite: { ...suite, folder: "/nowhere" } }),
    ).toMatchObject({
      status: "unknown",
    });
  });

  it("holds prices against the table of now", async () => {
    const name = "anthropic/claude-sonnet-4-5";
    const catalog = await loadCatalog([]);
    const price = findPrice(catalog, catalog.providers["anthropic"]!, "claude-sonnet-4-5")!;
    const { models } = makeManifest([makeTrial("t", { model: name })]);
    const priced = (priceHash: string | null): Partial<Manifest> => ({
      models: models.map((model) => ({ ...model, priceSource: price.source, priceHash })),
    });
    expect(await inspect("prices", priced(hashPrice(price)))).toMatchObject({ status: "same" });
    expect(await inspect("prices", priced("b".repeat(64)))).toMatchObject({
      status: "changed",
      findings: [{ record: name, message: expect.stringContaining(price.source) as string }],
    });
    expect(await inspect("prices", priced(null))).toMatchObject({ status: "unknown" });
  });
});

describe("buildoff verify", () => {
  it("prints a line a kind, names what changed, and exits with 0 or 1", async () => {
    const { results, run } = await copyRun();
    const args = ["verify", "--results", results];
    const same = await buildoff(args);
    expect(same).toMatchObject({ exitCode: 0, stderr: "" });
    expect(same.stdout).toMatch(/^✓ files {6}\d+ files, /m);
    expect(same.stdout).toMatch(
      /^– suite {6}it is no longer in \/suites\/demo; --suite says where it lies now$/m,
    );
    expect(same.stdout).toMatch(/is what it was; 3 could not be looked at$/);
    await editText(join(run, "trials/t1.passed/logs/build.turn-1.log"), (text) => text.toUpperCase());
    const changed = await buildoff([...args, "--run-only"]);
    expect(changed).toMatchObject({ exitCode: 1, stderr: "" });
    expect(changed.stdout).toContain("✗ files");
    expect(changed.stdout).toContain("\n    trials/t1.passed/logs/build.turn-1.log: it was changed\n");
    expect(changed.stdout).not.toContain("ledger");
    const json = await buildoff([...args, "stored", "--json"]);
    expect(json.exitCode).toBe(1);
    expect(VerificationSchema.parse(JSON.parse(json.stdout))).toMatchObject({
      isSame: false,
      runId: "stored",
    });
  });

  it("finds a run whose manifest is gone or damaged by its folder, and exits with 1", async () => {
    const { results, run } = await copyRun();
    const manifest = join(run, "manifest.json");
    await writeFile(manifest, "{");
    const damaged = await buildoff(["verify", run]);
    expect(damaged.exitCode).toBe(1);
    expect(damaged.stdout).toContain("    manifest.json: ");
    await rm(manifest);
    expect(await buildoff(["verify", "stored", "--results", results])).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("manifest.json: it is missing") as string,
    });
  });

  it("refuses a run that is under way, and one that there is not", async () => {
    const { results, run } = await copyRun();
    await using _lock = await lockRun(join(run, "run.lock"));
    expect(await buildoff(["verify", run])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("is working on this run") as string,
    });
    expect(await buildoff(["verify", "nothing", "--results", results])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no run "nothing"') as string,
    });
  });
});

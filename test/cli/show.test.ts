import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { chooseTrial } from "../../src/cli/choose-trial.ts";
import { toHarmlessJson } from "../../src/cli/harmless-text.ts";
import { listFailed } from "../../src/cli/show/failed-list.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { openJournal } from "../../src/store/journal.ts";
import { lockRun } from "../../src/store/lock.ts";
import { createRun } from "../../src/store/run-store.ts";
import { buildoff } from "../support/buildoff.ts";
import { makeCheck, makeManifest, makeResult, makeRows, makeTrial } from "../support/results.ts";
import { storeRun } from "../support/stored-run.ts";
import { makeSuiteFolder, makeTemporaryFolder } from "../support/temporary.ts";

const store = await makeSuiteFolder();
const AT = "2026-01-02T03:04:05.000Z";

beforeAll(async () => {
  await storeRun({ results: store });
});

const show = (...args: readonly string[]) => buildoff(["show", ...args, "--results", store]);

/** A copy of the run that can be changed. */
async function copyStore(): Promise<string> {
  const results = await makeTemporaryFolder();
  await cp(store, results, { recursive: true });
  return results;
}

describe("show of a trial", () => {
  it("says what ended it, which checks failed, and what to go on with", async () => {
    const { stdout, exitCode } = await show("latest", "t2.failed");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Failed 1 of 2 checks; score 0.500");
    expect(stdout).toContain("✗ Title of two (two): steps, required, weight 1");
    expect(stdout).toMatch(/buildoff open \S+stored t2\.failed/);
    expect(stdout).toContain(String.raw`a line\u{2028}with a separator`);
  });

  it("takes the beginning or a part of its id, and prints the stored result as JSON", async () => {
    const stored = JSON.parse(
      await readFile(join(store, "stored", "trials", "t2.failed", "result.json"), "utf8"),
    ) as TrialResult;
    const { stdout } = await show("stored", "fail", "--json");
    expect(JSON.parse(stdout)).toEqual(stored);
  });

  it.each([
    ["a name that can be several", ["latest", "t"], "ambiguous", "t1.passed, t2.failed, t3.lost"],
    ["a name with a slip", ["latest", "t1.pased"], "has no trial", 'did you mean "t1.passed"?'],
    ["a run that there is not", ["nightly", "t1"], 'no run "nightly"', "known: stored"],
    [
      "a trial in the place of the run",
      ["t2.failed"],
      'no run "t2.failed"',
      "buildoff show latest t2.failed",
    ],
    ["--all alone", ["latest", "--all"], "--all is given", "leave --all out"],
    ["--failed with a trial", ["latest", "t1", "--failed"], "--failed is given", "leave --failed out"],
  ])("refuses %s, and says what to do", async (_, args, message, hint) => {
    const { exitCode, stderr } = await show(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message === "ambiguous" ? '"t" can be 3 trials' : message);
    expect(stderr).toContain(hint);
  });

  it("refuses a damaged result, and names the file", async () => {
    const results = await copyStore();
    await writeFile(join(results, "stored", "trials", "t1.passed", "result.json"), "{}");
    const { exitCode, stderr } = await buildoff(["show", "stored", "t1", "--results", results]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(join("t1.passed", "result.json"));
  });

  it("does without logs, transcripts and workspaces that were pruned", async () => {
    const results = await copyStore();
    const run = join(results, "stored");
    for (const name of ["workspaces", "trials/t2.failed/transcript.1.jsonl", "trials/t2.failed/logs"])
      await rm(join(run, name), { recursive: true });
    const { exitCode, stdout } = await buildoff(["show", run, "t2"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("no transcript is there");
  });
});

describe("show of a trial that has no result", () => {
  async function storeUnfinished(): Promise<string> {
    const results = await makeTemporaryFolder();
    const trials = ["t1.working", "t2.graded", "t3.waiting"].map((id) => makeTrial(id));
    const folder = await createRun(join(results, "going"), makeManifest(trials, { runId: "going" }));
    await using journal = await openJournal(folder.journal);
    for (const trialId of ["t1.working", "t2.graded"])
      await journal.append({ type: "started", at: AT, trialId, tryNumber: 1, goesOn: false });
    await journal.append({
      type: "frozen",
      at: AT,
      trialId: "t2.graded",
      tryNumber: 1,
      outcome: { kind: "completed" },
      turns: [],
      checkpoints: [],
      usage: makeResult(trials[0]!, []).usage,
      timing: makeResult(trials[0]!, []).timing,
      answeredModel: null,
      agentDurationMs: 5,
    });
    return folder.path;
  }

  it("says how far it is", async () => {
    const run = await storeUnfinished();
    await using _lock = await lockRun(join(run, "run.lock"));
    const texts = await Promise.all(["t1", "t2", "t3"].map((trial) => buildoff(["show", run, trial])));
    expect(texts.map(({ stdout }) => stdout.split("\n").at(-1))).toEqual([
      "Running: the agent works in try 1",
      "Running: the agent is done, and what it left is graded in try 1",
      "Not run yet: it waits for its turn",
    ]);
  });

  it("says that the run has stopped, and refuses JSON of what is not there", async () => {
    const run = await storeUnfinished();
    const [stopped, never, json] = await Promise.all([
      buildoff(["show", run, "t1"]),
      buildoff(["show", run, "t3"]),
      buildoff(["show", run, "t1", "--json"]),
    ]);
    expect(stopped.stdout).toMatch(/Interrupted while the agent works in try 1; `buildoff resume .*going`/);
    expect(never.stdout).toContain("Not run yet, and the run has stopped");
    expect(json).toMatchObject({ exitCode: 2, stdout: "" });
    expect(json.stderr).toContain("t1.working has no result yet");
  });
});

describe("show --failed", () => {
  it("lists what failed or could not be scored, one trial a line", async () => {
    const { stdout } = await show("--failed");
    expect(stdout).toBe(
      "t2.failed  Failed 1 of 2 checks\nt3.lost  Not scored: the engine went away (infrastructure, counts against nobody)",
    );
  });

  it("gives rows as they are stored with --json", async () => {
    const { stdout } = await show("--failed", "--json");
    expect(stdout.split("\n").map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([
      "t2.failed",
      "t3.lost",
    ]);
  });

  const list = async (count: number, isAll: boolean): Promise<string[]> => {
    const message = "gone\u001b[2J\nand away";
    const results = Array.from({ length: count }, (_, index) =>
      makeResult(makeTrial(`t${100 + index}`), [makeCheck("one", false)], {
        outcome: { kind: "agent-error", message },
      }),
    );
    async function* rows() {
      yield* makeRows(results);
    }
    const lines: string[] = [];
    await listFailed(rows(), { isAll, isJson: false, print: (line) => lines.push(line) });
    return lines;
  };

  it("stops after 50 and says how many more there are, unless all are asked for", async () => {
    const lines = await list(73, false);
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe("and 23 more; --all lists them");
    expect(await list(73, true)).toHaveLength(73);
  });

  it("shows what an agent wrote on one line, and does nothing of it", async () => {
    expect(await list(1, false)).toEqual([
      String.raw`t100  The agent did not come to its end (gone\u{1b}[2J and away), then graded: failed the only check`,
    ]);
  });

  it("says so where none failed, or none has ended", async () => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    async function* passed() {
      yield* makeRows([makeResult(makeTrial("t"), [makeCheck("one", true)])]);
    }
    await listFailed(passed(), { isAll: false, isJson: false, print });
    await listFailed((async function* () {})(), { isAll: false, isJson: false, print });
    expect(lines).toEqual(["every trial passed that has ended: 1", "no trial has ended yet"]);
  });
});

describe("the trial that is meant", () => {
  const manifest = makeManifest(["a.k1", "a.k10", "b-a.k1"].map((id) => makeTrial(id)));
  it("is the one of that very id, before those that begin so, before those that have it in them", () => {
    expect(chooseTrial(manifest, "a.k1").id).toBe("a.k1");
    expect(chooseTrial(manifest, "a.k10").id).toBe("a.k10");
    expect(chooseTrial(manifest, "b").id).toBe("b-a.k1");
    expect(chooseTrial(manifest, "-a").id).toBe("b-a.k1");
    expect(() => chooseTrial(manifest, "a.")).toThrow("can be 2 trials");
    expect(() => chooseTrial(manifest, "")).toThrow("has no trial");
  });
});

it("JSON for a terminal means the same, without a byte that it acts upon", () => {
  const value = { text: "\u009b31m\u202Ea\u2028\u007f\u001b", lines: "a\nb" };
  const json = toHarmlessJson(JSON.stringify(value, null, 2));
  expect(JSON.parse(json)).toEqual(value);
  expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
});

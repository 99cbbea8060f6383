import { join } from "node:path";
import { writeRunFiles } from "../../src/cli/run-files.ts";
import { version } from "../../src/cli/version.ts";
import type { FrozenRecord } from "../../src/core/journal.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { Outcome } from "../../src/core/outcome.ts";
import type { TrialResult, Verdict } from "../../src/core/result.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import { NO_TIMING, NO_USAGE } from "../../src/core/usage.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { archive, workspaceCodec } from "../../src/sandbox/archive/archive.ts";
import { writeAtomic, writeJson } from "../../src/store/atomic-file.ts";
import { createCassette, toCassetteFile } from "../../src/store/cassettes.ts";
import { openJournal } from "../../src/store/journal.ts";
import type { RunFolder } from "../../src/store/run-folder.ts";
import { createRun } from "../../src/store/run-store.ts";
import { enterLedger } from "../../src/store/seal.ts";
import { openTranscript } from "../../src/store/transcript.ts";
import { createWorkspaceStore } from "../../src/store/workspaces.ts";
import { makeCheck, makeManifest, makeResult, makeRows, makeTrial } from "./results.ts";

export interface StoredRunOptions {
  readonly results: string;
  readonly runId?: string;
  readonly createdAt?: string;
  readonly changes?: Partial<Manifest>;
  /** Told what the ledger and the seal say. */
  readonly note?: (line: string) => void;
  /** By trial; a passed, a failed and a lost one if silent. */
  readonly trials?: Readonly<Record<string, "passed" | "failed" | "lost">>;
}

const AT = "2026-01-02T03:04:05.000Z";
const LOST: Outcome = { kind: "infra-error", code: "engine", message: "the engine went away" };

/** A run of everything that a run can hold, as buildoff itself writes it, without a sandbox or a browser. */
export async function storeRun(options: StoredRunOptions): Promise<RunFolder> {
  const { results, runId = "stored", createdAt = AT, note = () => {} } = options;
  const ends = options.trials ?? { "t1.passed": "passed", "t2.failed": "failed", "t3.lost": "lost" };
  const trials = Object.keys(ends).map((id) => makeTrial(id));
  const manifest = toManifest(trials, { runId, createdAt, ...options.changes });
  const folder = await createRun(join(results, runId), manifest);
  await enterLedger(folder, manifest, note);
  const written: TrialResult[] = [];
  {
    await using journal = await openJournal(folder.journal);
    await journal.append({ type: "opened", at: AT, pid: 1, resumed: false });
    for (const trial of trials) {
      const head = { at: AT, trialId: trial.id };
      await journal.append({ type: "started", ...head, tryNumber: 1, goesOn: false });
      const { result, frozen } = await storeTrial(folder, trial, ends[trial.id]!);
      if (frozen !== null) await journal.append(frozen);
      await journal.append({ type: "finished", ...head, result });
      written.push(result);
    }
  }
  await writeRunFiles({ folder, manifest, rows: makeRows(written), rescoring: undefined, note });
  return folder;
}

function toManifest(trials: readonly TrialSpec[], changes: Partial<Manifest>): Manifest {
  const manifest = makeManifest(trials, changes);
  return { ...manifest, agents: manifest.agents.map((agent) => ({ ...agent, version })) };
}

async function storeTrial(
  folder: RunFolder,
  trial: TrialSpec,
  end: "passed" | "failed" | "lost",
): Promise<{ readonly result: TrialResult; readonly frozen: FrozenRecord | null }> {
  const files = folder.trial(trial.id);
  await writeTranscript(files.transcript(1), trial.id);
  createCassette(toCassetteFile(folder.path, trial.id), false).write({ call: 1, of: trial.id });
  await writeAtomic(join(files.logs, "build.turn-1.log"), `built ${trial.id}\n`);
  if (end === "lost") {
    const result = makeResult(trial, [], { outcome: LOST, score: null, passed: null, turns: [] });
    await writeJson(files.result, result);
    return { result, frozen: null };
  }
  const tar = await packText(`the workspace of ${trial.id}\n`.repeat(40));
  const workspace = sha256(tar);
  await createWorkspaceStore(folder.workspaces, workspaceCodec, sha256).put(workspace, tar);
  const checks = [makeCheck("one", true), makeCheck("two", end === "passed")];
  const made = makeResult(trial, checks);
  const result = { ...made, turns: made.turns.map((turn) => ({ ...turn, workspace })) };
  const verdict: Verdict = {
    schema: 1,
    task: trial.task,
    taskHash: result.identity.taskHash,
    workspace,
    turn: 1,
    failedPhase: null,
    message: null,
    score: result.score!,
    passed: result.passed!,
    checks: checks.map(({ id, passed, score, evidence }) => ({ id, passed, score, evidence })),
  };
  await writeJson(files.verdict(1), verdict);
  await writeJson(files.evidence(1), { timingsMs: {}, logs: [], screenshots: [], quality: null });
  await writeAtomic(join(files.screenshots, "turn-1", "000.one.png"), Buffer.from([0, 1, 2, 10, 255]));
  await writeAtomic(join(files.screenshots, "turn-1", "first-page.jpg"), Buffer.from([0xff, 0xd8, 0xff, 1]));
  await writeAtomic(files.build(1), workspaceCodec.compress(await packText(`the build of ${trial.id}`)));
  await writeJson(files.result, result);
  const frozen: FrozenRecord = {
    type: "frozen",
    at: AT,
    trialId: trial.id,
    tryNumber: 1,
    outcome: { kind: "completed" },
    turns: [{ turn: 1, workspace, rejection: null, services: {} }],
    checkpoints: [],
    usage: NO_USAGE,
    timing: NO_TIMING,
    answeredModel: null,
    agentDurationMs: 5,
  };
  return { result, frozen };
}

const packText = (text: string): Promise<Uint8Array> =>
  archive.pack([{ path: "index.html", content: Buffer.from(text) }]);

async function writeTranscript(file: string, trialId: string): Promise<void> {
  await using transcript = await openTranscript({
    file,
    trialId,
    tryNumber: 1,
    redact: (text) => text,
    keepsBodies: true,
    now: () => Date.parse(AT),
    watch: () => {},
  });
  transcript.emit({ type: "trial-started" });
  transcript.emit({ type: "agent-message", text: "a line\u2028with a separator" });
  transcript.emit({ type: "warning", message: "almost done" });
}

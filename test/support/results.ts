import type { CheckResult } from "../../src/core/check.ts";
import { createRunTally } from "../../src/analysis/summarize.ts";
import type { RunData } from "../../src/core/exporter.ts";
import { PROVIDER_DEFAULT_GENERATION } from "../../src/core/identity.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { TrialResult } from "../../src/core/result.ts";
import type { Summary } from "../../src/core/summary.ts";
import { toTrialRow, type TrialRow } from "../../src/core/trial-row.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import { NO_TIMING, NO_USAGE } from "../../src/core/usage.ts";
import { sha256 } from "../../src/loader/digest.ts";

const HASH = "a".repeat(64);
const AT = "2026-01-02T03:04:05.000Z";

export function makeTrial(id: string, changes: Partial<TrialSpec> = {}): TrialSpec {
  return {
    id,
    fingerprint: HASH,
    suite: "demo",
    task: "a-task",
    language: "en",
    seed: 0,
    agent: "oracle",
    model: null,
    attempt: 1,
    ...changes,
  };
}

export function makeCheck(id: string, passed: boolean, message = "as expected"): CheckResult {
  return {
    id,
    passed,
    score: Number(passed),
    evidence: { message, step: null, expected: null, actual: null, parts: [] },
    title: `Title of ${id}`,
    kind: "steps",
    weight: 1,
    required: true,
    turn: 1,
  };
}

export function makeResult(
  trial: TrialSpec,
  checks: readonly CheckResult[],
  changes: Partial<TrialResult> = {},
): TrialResult {
  const passed = checks.every((check) => check.passed);
  const score = checks.filter((check) => check.passed).length / Math.max(1, checks.length);
  return {
    schema: 1,
    trial,
    identity: {
      agent: { name: trial.agent, version: null, tools: null, session: "restarts", settingsHash: HASH },
      model: null,
      images: {},
      suiteHash: HASH,
      taskHash: HASH,
      promptHash: HASH,
    },
    outcome: { kind: "completed" },
    phase: "check",
    failedPhase: null,
    score,
    passed,
    forgotten: [],
    turns: [
      {
        turn: 1,
        workspace: HASH,
        failedPhase: null,
        message: null,
        checks: [...checks],
        score,
        passed,
        screenshots: [],
        firstPage: null,
        logs: [],
        quality: null,
      },
    ],
    checkpoints: [],
    timing: NO_TIMING,
    usage: NO_USAGE,
    limits: { asked: {}, enforced: DEFAULT_LIMITS, unenforced: [] },
    phases: [{ phase: "agent", turn: 1, durationMs: 5, exitCode: null, log: null }],
    tries: [{ number: 1, startedAt: AT, durationMs: 5, outcome: { kind: "completed" }, usage: NO_USAGE }],
    sandbox: "docker",
    startedAt: AT,
    durationMs: 1_234,
    ...changes,
  };
}

export function makeManifest(trials: readonly TrialSpec[], changes: Partial<Manifest> = {}): Manifest {
  const agents = [...new Set(["oracle", ...trials.map(({ agent }) => agent)])];
  const models = [...new Set(trials.flatMap(({ model }) => model ?? []))];
  const tasks = [...new Set(["a-task", ...trials.map(({ task }) => task)])];
  return {
    schema: 1,
    runId: "2026-01-02-demo",
    derivedFrom: null,
    createdAt: AT,
    buildoff: "0.1.0",
    suite: { name: "demo", version: "1.0.0", hash: HASH, folder: "/suites/demo", headline: "passRate" },
    tasks: tasks.map((id) => ({
      id,
      title: id === "a-task" ? "A task" : `Title of ${id}`,
      category: "dashboard",
      difficulty: "easy",
      locale: "en",
      stack: "static",
      hash: HASH,
      promptHash: { en: HASH },
      app: { servesFiles: true, isBuilt: false, root: "." },
    })),
    sandbox: {
      provider: "docker",
      unsafeLocal: false,
      runtime: null,
      images: {},
      versions: {},
      warnings: [],
      unenforcedLimits: [],
    },
    agents: agents.map((name) => ({
      name,
      agent: name,
      version: null,
      settings: { command: null, image: null, version: null, protocol: null, tools: "none", repairs: 0 },
      dockerfile: null,
    })),
    modelsFiles: [],
    network: { allowHosts: null, proxy: null, caFile: null },
    models: models.map(makeModel),
    concurrency: 1,
    localConcurrency: 1,
    isRecorded: false,
    replay: null,
    maxTries: 3,
    maxCostUsd: null,
    maxWallMs: null,
    gradeAtMs: [],
    checkpointEveryMs: 900_000,
    limits: { asked: {}, enforced: Object.fromEntries(tasks.map((id) => [id, DEFAULT_LIMITS])) },
    keepsBodies: true,
    minFreeDiskBytes: 0,
    shard: null,
    trials: [...trials],
    ...changes,
  };
}

function makeModel(name: string): Manifest["models"][number] {
  return {
    name,
    asked: { name },
    endpoints: { "openai-chat": { baseUrl: "https://models.example/v1", region: "Europe" } },
    keySource: null,
    generation: PROVIDER_DEFAULT_GENERATION,
    facts: { weights: null, quantisation: null, engine: null, contextLength: null, seesImages: null },
    metadata: { name },
    isLocal: false,
    priceSource: null,
    priceHash: null,
  };
}

/** In the order of their ids, as a run keeps them. */
export const makeRows = (results: readonly TrialResult[]): TrialRow[] =>
  results.map(toTrialRow).toSorted((a, b) => (a.id < b.id ? -1 : 1));

export function makeSummary(manifest: Manifest, results: readonly TrialResult[]): Summary {
  const tally = createRunTally(manifest);
  for (const row of makeRows(results)) tally.add(row);
  return tally.summarize({ finishedAt: AT, sha256 });
}

/** A run in memory, as exporters read it. */
export function makeRun(trials: readonly TrialSpec[], results: readonly TrialResult[]): RunData {
  const manifest = makeManifest(trials);
  return {
    manifest,
    summary: makeSummary(manifest, results),
    async *rows() {
      yield* makeRows(results);
    },
    result: async (trialId) => results.find(({ trial }) => trial.id === trialId) ?? null,
    async *events() {},
  };
}

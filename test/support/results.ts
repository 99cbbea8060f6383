import type { CheckResult } from "../../src/core/check.ts";
import type { RunData } from "../../src/core/exporter.ts";
import { DEFAULT_LIMITS } from "../../src/core/limits.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { TrialResult } from "../../src/core/result.ts";
import { summarize } from "../../src/core/summary.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import { NO_TIMING, NO_USAGE } from "../../src/core/usage.ts";

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
        logs: [],
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

export function makeRun(trials: readonly TrialSpec[], results: readonly TrialResult[]): RunData {
  const manifest: Manifest = {
    schema: 1,
    runId: "2026-01-02-demo",
    derivedFrom: null,
    createdAt: AT,
    buildoff: "0.1.0",
    suite: { name: "demo", version: "1.0.0", hash: HASH, folder: "/suites/demo", headline: "passRate" },
    tasks: [{ id: "a-task", title: "A task", hash: HASH, promptHash: { en: HASH } }],
    sandbox: {
      provider: "docker",
      unsafeLocal: false,
      runtime: null,
      images: {},
      versions: {},
      warnings: [],
      unenforcedLimits: [],
    },
    agents: [
      {
        name: "oracle",
        agent: "oracle",
        version: null,
        settings: { command: null, image: null, version: null, protocol: null, tools: "none", repairs: 0 },
        dockerfile: null,
      },
    ],
    modelsFiles: [],
    network: { allowHosts: null, proxy: null, caFile: null },
    models: [],
    concurrency: 1,
    localConcurrency: 1,
    isRecorded: false,
    replay: null,
    maxTries: 3,
    maxCostUsd: null,
    maxWallMs: null,
    gradeAtMs: [],
    checkpointEveryMs: 900_000,
    limits: { asked: {}, enforced: { "a-task": DEFAULT_LIMITS } },
    trials: [...trials],
  };
  const head = {
    runId: manifest.runId,
    suite: { name: "demo", version: "1.0.0", hash: HASH },
    sandbox: "docker",
    startedAt: AT,
    finishedAt: AT,
    planned: trials.length,
  };
  return { manifest, results, summary: summarize(head, results) };
}

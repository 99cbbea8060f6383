import { mkdir } from "node:fs/promises";
import type { Outcome } from "../../src/core/outcome.ts";
import type { Manifest } from "../../src/core/manifest.ts";
import type { TrialRow } from "../../src/core/trial-row.ts";
import type { TrialSpec } from "../../src/core/trial.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { createRandom } from "../../src/stats/random.ts";
import { writePieces } from "../../src/store/atomic-file.ts";
import { writeManifest } from "../../src/store/manifest-file.ts";
import { toRunFolder, type RunFolder } from "../../src/store/run-folder.ts";
import { makeManifest } from "../../test/support/results.ts";

export interface BenchShape {
  readonly runId: string;
  readonly tasks: number;
  readonly models: number;
  readonly attempts: number;
}

const HASH = "a".repeat(64);
const AT = "2026-01-02T03:04:05.000Z";

/** Writes a run as buildoff would leave it: manifest and rows, with outages, limits and failures among them. */
export async function makeRun(path: string, shape: BenchShape): Promise<RunFolder> {
  const folder = toRunFolder(path);
  const trials = planOf(shape);
  const manifest: Manifest = { ...makeManifest(trials), runId: shape.runId };
  await mkdir(path, { recursive: true });
  await writeManifest(folder, manifest);
  await writePieces(folder.trials, toLines(trials));
  return folder;
}

/** In the order of their ids. */
function planOf({ tasks, models, attempts }: BenchShape): TrialSpec[] {
  const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  return range(tasks)
    .flatMap((task) =>
      range(models).flatMap((model) => range(attempts).map((attempt) => toTrial({ task, model, attempt }))),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function toTrial({ task, model, attempt }: Record<"task" | "model" | "attempt", number>): TrialSpec {
  const name = `task-${String(task).padStart(4, "0")}`;
  return {
    id: `${name}.en.s0.loop.lab-model-${model}.k${attempt}`,
    fingerprint: HASH,
    suite: "demo",
    task: name,
    language: "en",
    seed: 0,
    agent: "loop",
    model: `lab/model-${model}`,
    attempt,
  };
}

function* toLines(trials: readonly TrialSpec[]): Generator<string> {
  const random = createRandom(1);
  for (const trial of trials) yield `${JSON.stringify(toRow(trial, random))}\n`;
}

const LIMIT: Outcome = { kind: "limit", limit: "wallTime", message: "the turn took longer than 20m 00s" };
const OUTAGE: Outcome = { kind: "infra-error", code: "provider", message: "503 from the provider" };

function toRow(trial: TrialSpec, random: () => number): TrialRow {
  const draw = random();
  const outcome: Outcome = draw < 0.01 ? OUTAGE : draw < 0.1 ? LIMIT : { kind: "completed" };
  const isScored = outcome.kind !== "infra-error";
  const passed = random() < 0.6;
  return {
    ...trial,
    outcome,
    phase: "check",
    failedPhase: null,
    score: isScored ? (passed ? 1 : Math.round(random() * 10) / 11) : null,
    passed: isScored ? passed : null,
    message: null,
    firstPage: null,
    checks: 11,
    failedChecks: passed ? [] : ["adds-expense", "survives-reload"],
    forgotten: [],
    workspace: HASH,
    answeredModel: trial.model,
    usage: {
      ...NO_USAGE,
      requests: 40,
      inputTokens: Math.round(random() * 1e6),
      outputTokens: Math.round(random() * 5e4),
      costUsd: Math.round(random() * 1e4) / 1e4,
    },
    quality: {
      accessibilityViolations: Math.floor(random() * 4),
      consoleErrors: Math.floor(random() * 3),
      consoleWarnings: 0,
      failedRequests: 0,
      requests: 5,
      transferBytes: Math.round(random() * 3e5),
      domNodes: 240,
      firstContentfulPaintMs: 180,
      largestContentfulPaintMs: 240,
      cumulativeLayoutShift: 0.02,
      securityHeaders: 1,
    },
    checkpoints: [],
    tries: 1,
    startedAt: AT,
    durationMs: Math.round(random() * 9e5),
    workingMs: Math.round(random() * 6e5),
  };
}

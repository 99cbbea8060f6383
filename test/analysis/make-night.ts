import type { Manifest } from "../../src/core/manifest.ts";
import type { Outcome } from "../../src/core/outcome.ts";
import type { Summary } from "../../src/core/summary.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { makeCheck, makeManifest, makeResult, makeSummary, makeTrial } from "../support/results.ts";

const OUTAGE: Outcome = { kind: "infra-error", code: "provider", message: "503" };

export interface RunShape {
  readonly runId: string;
  /** Of each task. */
  readonly attempts: number;
  /** Of each task's attempts, by the task's number. */
  readonly passes: (task: number) => number;
  readonly tasks?: number;
  readonly outages?: number;
  readonly planned?: number;
  readonly createdAt?: string;
  readonly costUsd?: number;
}

/** The summary of a run with as many passes as are asked for. */
export function makeNight(shape: RunShape, changes: Partial<Manifest> = {}): Summary {
  const { runId, attempts, passes, tasks = 20, outages = 0, createdAt = "2026-02-01T00:00:00.000Z" } = shape;
  const usage = { ...NO_USAGE, costUsd: shape.costUsd ?? 0 };
  const results = Array.from({ length: tasks }, (_, task) =>
    Array.from({ length: attempts }, (_, attempt) => {
      const trial = makeTrial(`t${task}.k${attempt}`, { task: `t${task}`, attempt: attempt + 1 });
      const isLost = task * attempts + attempt < outages;
      return isLost
        ? makeResult(trial, [], { outcome: OUTAGE, score: null, passed: null, turns: [] })
        : makeResult(trial, [makeCheck("one", attempt < passes(task))], { usage });
    }),
  ).flat();
  const missing = Array.from({ length: (shape.planned ?? results.length) - results.length }, (_, index) =>
    makeTrial(`missing${index}`, { task: "t0" }),
  );
  const manifest = makeManifest([...results.map(({ trial }) => trial), ...missing], {
    runId,
    createdAt,
    ...changes,
  });
  return makeSummary(manifest, results);
}

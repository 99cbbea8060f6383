import type { CheckResult } from "../../../src/core/check.ts";
import type { TrialResult } from "../../../src/core/result.ts";
import { NO_USAGE } from "../../../src/core/usage.ts";
import type { TrialParts } from "../../../src/cli/show/load-trial.ts";
import { renderTrial } from "../../../src/cli/show/trial-text.ts";
import { toRunFolder } from "../../../src/store/run-folder.ts";
import { makeCheck, makeManifest, makeResult, makeTrial } from "../../support/results.ts";

const HASH = "a".repeat(64);
const folder = toRunFolder("results/nightly");

export const trial = makeTrial("a-task.en.s0.loop.k1", { agent: "loop", model: "lab/m" });

/** A result that its changes make into a failure of some kind. */
export function makeFailure(
  checks: readonly CheckResult[],
  changes: Partial<TrialResult> = {},
  turn: Partial<TrialResult["turns"][number]> = {},
): TrialResult {
  const result = makeResult(trial, checks, changes);
  return {
    ...result,
    usage: { ...NO_USAGE, requests: 4, inputTokens: 12_000, outputTokens: 800, costUsd: 0.05 },
    turns: result.turns.map((one) => ({ ...one, ...turn })),
  };
}

/** A result of an app that never came to be checked, for one reason. */
export const failPhase = (phase: "build" | "serve", message: string, exitCode: number | null): TrialResult =>
  makeFailure(
    [makeCheck("opens", false, message), makeCheck("adds-expense", false, message)],
    {
      failedPhase: phase,
      phase,
      phases: [
        { phase: "agent", turn: 1, durationMs: 61_000, exitCode: null, log: null },
        { phase, turn: 1, durationMs: 4_200, exitCode, log: `logs/${phase}.turn-1.log` },
      ],
    },
    { failedPhase: phase, message },
  );

/** As `buildoff show RUN TRIAL` prints it. */
export function renderView(result: TrialResult, changes: Partial<TrialParts> = {}): string {
  const parts: TrialParts = {
    log: null,
    transcript: {
      events: 40,
      modelCalls: 4,
      refusedCalls: 0,
      toolCalls: [
        { name: "write_file", count: 3 },
        { name: "bash", count: 1 },
      ],
      lastMessage: "The dashboard is done.\nOpen it at /.",
      frozen: { files: 3, bytes: 4_200 },
    },
    transcripts: result.tries.map(({ number }) => ({
      file: folder.trial(trial.id).transcript(number),
      isThere: true,
    })),
    workspaces: result.turns.map(({ turn }) => ({
      turn,
      file: `results/nightly/workspaces/${HASH}.tar.zst`,
      isThere: true,
    })),
    reviews: [],
    damagedReviews: 0,
    ...changes,
  };
  return renderTrial({ manifest: makeManifest([trial]), folder, result, parts, toShown: (path) => path });
}

import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TrialEvent, TrialEventBody } from "../../src/core/event.ts";
import { ManifestSchema } from "../../src/core/manifest.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { createRunTally } from "../../src/analysis/summarize.ts";
import { sha256 } from "../../src/loader/digest.ts";
import { writeJson, writePieces } from "../../src/store/atomic-file.ts";
import { readJsonFile } from "../../src/store/run-store.ts";
import { readRows } from "../../src/store/trial-rows.ts";
import { makeCheck, makeResult } from "../../test/support/results.ts";
import { makeRun } from "../results/make-run.ts";

export const TRANSCRIPT_EVENTS = 20_000;
const MODELS = 20;
const ATTEMPTS = 10;
const AT = Date.parse("2026-01-02T03:04:05.000Z");

export interface LargeRun {
  readonly runId: string;
  readonly trials: number;
  /** The trial whose transcript is long. */
  readonly longTrial: string;
}

/** A run of very many trials; one of them has a result and a transcript of its own. */
export async function makeLargeRun(results: string, trials: number): Promise<LargeRun> {
  const runId = "large";
  const tasks = Math.ceil(trials / MODELS / ATTEMPTS);
  const folder = await makeRun(join(results, runId), { runId, tasks, models: MODELS, attempts: ATTEMPTS });
  const manifest = await readJsonFile(folder.manifest, ManifestSchema);
  const tally = createRunTally(manifest);
  for await (const row of readRows(folder.trials)) tally.add(row);
  await writeJson(folder.summary, tally.summarize({ finishedAt: new Date(AT).toISOString(), sha256 }));
  const trial = manifest.trials[0]!;
  const files = folder.trial(trial.id);
  await writeJson(
    files.result,
    makeResult(trial, [makeCheck("adds-expense", false, "expected 12.50, found NaN")]),
  );
  await mkdir(dirname(files.transcript(1)), { recursive: true });
  await writePieces(files.transcript(1), toLines(trial.id));
  return { runId, trials: manifest.trials.length, longTrial: trial.id };
}

function* toLines(trialId: string): Generator<string> {
  for (let n = 0; n < TRANSCRIPT_EVENTS; n += 1) {
    const at = new Date(AT + n * 1_500).toISOString();
    const event: TrialEvent = { sequence: n, at, trialId, tryNumber: 1, event: toEvent(n) };
    yield `${JSON.stringify(event)}\n`;
  }
}

function toEvent(n: number): TrialEventBody {
  const id = String(n >> 2);
  switch (n % 4) {
    case 0:
      return {
        type: "model-request",
        requestId: id,
        protocol: "openai-chat",
        model: "m",
        body: { messages: [{ role: "user", content: `step ${id} `.repeat(40) }] },
      };
    case 1:
      return {
        type: "model-response",
        requestId: id,
        status: 200,
        model: "m-2026",
        usage: { ...NO_USAGE, requests: 1, inputTokens: 9_000, outputTokens: 400, costUsd: 0.01 },
        durationMs: 2_000,
        firstByteMs: 200,
        waitMs: 0,
        body: { choices: [{ message: { content: `I change file ${id} now. `.repeat(20) } }] },
      };
    case 2:
      return {
        type: "tool-call",
        id,
        name: "create_file",
        arguments: { path: `src/part-${id}.js`, content: "let x = 1;\n".repeat(30) },
      };
    default:
      return { type: "agent-message", text: `Step ${id} is done.` };
  }
}

import { z } from "zod";
import type { Review } from "../../core/review.ts";
import type { TrialResult, TurnResult } from "../../core/result.ts";
import type { TrialSpec } from "../../core/trial.ts";
import type { CheckLog, PhaseLog, TrialDetail, TurnParts } from "../model/trial-detail.ts";
import { toOpenCommand, toReproduceCommand, toRescoreCommand } from "../reproduce.ts";
import { clipText } from "./clip-text.ts";
import { findApp } from "./find-app.ts";
import type { ReportRun } from "./report-run.ts";

/** Characters of a build's or a server's log that a page shows. */
const MAX_LOG_CHARACTERS = 200_000;
/** Of a check, more than any checker keeps: a run that was sent may hold anything. */
const MAX_LINES = 500;
const MAX_LINE_CHARACTERS = 2_000;
const MAX_TRIES = 100;

/** Everything of one trial that is not large. */
export async function toTrialDetail(
  run: ReportRun,
  trial: TrialSpec,
  reviews: readonly Review[],
): Promise<TrialDetail> {
  const { data, files } = run;
  const result = await data.result(trial.id);
  const turns = result?.turns ?? [];
  const named = { run: data.manifest.runId, sandbox: data.manifest.sandbox.provider };
  // One after the other: each can be large, and what is kept of it is not.
  const logs = [];
  for (const { turn } of turns) logs.push(...(await readCheckLogs(run, trial.id, turn)));
  const phaseLogs = [];
  for (const phase of result?.phases ?? []) phaseLogs.push(...(await readPhaseLog(run, trial.id, phase)));
  const transcripts = [];
  for (let tryNumber = 1; tryNumber <= MAX_TRIES; tryNumber += 1) {
    const sizeBytes = await files.sizeOf(trial.id, `transcript.${tryNumber}.jsonl`);
    if (sizeBytes !== null) transcripts.push({ tryNumber, sizeBytes });
    else if (tryNumber >= (result?.tries.length ?? 1)) break;
  }
  return {
    id: trial.id,
    result,
    logs,
    phaseLogs,
    transcripts,
    turns: await Promise.all(turns.map((turn) => toTurnParts(run, trial, turn))),
    hasStarter: (await files.starter(trial.task)) !== null,
    reviews: reviews.filter(({ trialId }) => trialId === trial.id),
    commands: {
      reproduce: toReproduceCommand(data.manifest, trial),
      open: toOpenCommand(named, trial.id),
      rescore: toRescoreCommand(named, trial.id),
    },
  };
}

/** Of `evidence.json`; a file that is damaged says nothing. */
const EvidenceSchema = z.object({
  logs: z
    .array(z.object({ check: z.string(), console: z.array(z.string()), network: z.array(z.string()) }))
    .catch([]),
});

async function readCheckLogs({ files }: ReportRun, trialId: string, turn: number): Promise<CheckLog[]> {
  const bytes = await files.trialFile(trialId, turn === 1 ? "evidence.json" : `evidence.turn-${turn}.json`);
  if (bytes === null) return [];
  const { data } = EvidenceSchema.safeParse(parseJson(Buffer.from(bytes).toString("utf8")));
  return (data?.logs ?? []).map(({ check, console, network }) => ({
    turn,
    check,
    console: clipLines(console),
    network: clipLines(network),
  }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The last lines are those before the check failed. */
function clipLines(lines: readonly string[]): string[] {
  const kept = lines.slice(-MAX_LINES).map((line) => clipText(line, MAX_LINE_CHARACTERS).text);
  const leftOut = lines.length - kept.length;
  return leftOut === 0 ? kept : [`… ${leftOut} earlier lines are left out here …`, ...kept];
}

async function readPhaseLog(
  { files }: ReportRun,
  trialId: string,
  { phase, turn, log }: TrialResult["phases"][number],
): Promise<PhaseLog[]> {
  const bytes = log === null ? null : await files.trialFile(trialId, log);
  if (bytes === null) return [];
  return [{ name: phase, turn, ...clipText(Buffer.from(bytes).toString("utf8"), MAX_LOG_CHARACTERS) }];
}

async function toTurnParts(
  run: ReportRun,
  trial: TrialSpec,
  { turn, workspace }: TurnResult,
): Promise<TurnParts> {
  const hasFiles = workspace !== null && (await run.files.hasWorkspace(workspace));
  const { kind, note } = await findApp(run, trial, { turn, hasFiles });
  return { turn, hasFiles, app: kind, appNote: note };
}

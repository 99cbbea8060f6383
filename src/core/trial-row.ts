import { z } from "zod";
import { OutcomeSchema, PhaseSchema } from "./outcome.ts";
import { QualitySchema } from "./quality.ts";
import { CheckpointResultSchema, type TrialResult } from "./result.ts";
import { TrialSpecSchema } from "./trial.ts";
import { UsageSchema } from "./usage.ts";

/**
 * One line of `trials.jsonl`: of one trial, what statistics, exporters and lists need. Everything else of it is in its
 * `result.json`.
 */
export const TrialRowSchema = TrialSpecSchema.extend({
  outcome: OutcomeSchema,
  phase: PhaseSchema,
  failedPhase: z.enum(["freeze", "build", "serve", "check"]).nullable(),
  score: z.number().min(0).max(1).nullable().describe("null where it could not be scored"),
  passed: z.boolean().nullable(),
  message: z.string().nullable().describe("why the phase failed"),
  checks: z.int().nonnegative().describe("how many there were after its last turn"),
  failedChecks: z.array(z.string()),
  forgotten: z.array(z.string()),
  workspace: z.string().nullable().describe("sha256 of what it left at its end"),
  answeredModel: z.string().nullable().describe("the name that the provider said it answered with"),
  usage: UsageSchema,
  firstPage: z.string().nullable().default(null).describe("picture of the app's first page at its end"),
  quality: QualitySchema.nullable(),
  checkpoints: z.array(
    CheckpointResultSchema.pick({ label: true, agentMs: true, score: true, passed: true }).extend({
      costUsd: z.number().nonnegative().nullable().describe("up to then"),
    }),
  ),
  tries: z.int().positive(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative().describe("wall time, grading and waiting included"),
  workingMs: z.number().nonnegative().describe("time of the agent, without waiting for a busy provider"),
});
export type TrialRow = z.infer<typeof TrialRowSchema>;

export function toTrialRow(result: TrialResult): TrialRow {
  const { trial, outcome, phase, failedPhase, score, passed, forgotten, usage, timing } = result;
  const last = result.turns.at(-1);
  const agentMs = result.phases
    .filter((record) => record.phase === "agent")
    .reduce((sum, { durationMs }) => sum + durationMs, 0);
  return {
    ...trial,
    outcome,
    phase,
    failedPhase,
    score,
    passed,
    message: last?.message ?? null,
    checks: last?.checks.length ?? 0,
    failedChecks: (last?.checks ?? []).filter((check) => !check.passed).map(({ id }) => id),
    forgotten,
    workspace: last?.workspace ?? null,
    answeredModel: result.identity.model?.answered ?? null,
    usage,
    firstPage: last?.firstPage ?? null,
    quality: last?.quality ?? null,
    checkpoints: result.checkpoints.map((checkpoint) => ({
      label: checkpoint.label,
      agentMs: checkpoint.agentMs,
      score: checkpoint.score,
      passed: checkpoint.passed,
      costUsd: checkpoint.usage.costUsd,
    })),
    tries: Math.max(1, result.tries.length),
    startedAt: result.startedAt,
    durationMs: result.durationMs,
    workingMs: Math.max(0, agentMs - timing.waitMs),
  };
}

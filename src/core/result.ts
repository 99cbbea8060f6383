import { z } from "zod";
import { CheckResultSchema, CheckVerdictSchema } from "./check.ts";
import { IdentitySchema } from "./identity.ts";
import { LimitsSchema } from "./limits.ts";
import { OutcomeSchema, PhaseSchema } from "./outcome.ts";
import { QualitySchema } from "./quality.ts";
import { TrialSpecSchema } from "./trial.ts";
import { ModelTimingSchema, UsageSchema } from "./usage.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What one phase took, exited with, and where its log is. */
export const PhaseRecordSchema = z.strictObject({
  phase: PhaseSchema,
  turn: z.int().positive(),
  durationMs: z.number().nonnegative(),
  exitCode: z.int().nullable(),
  log: z.string().nullable().describe("path below the trial's folder"),
});
export type PhaseRecord = z.infer<typeof PhaseRecordSchema>;

/** A workspace after one turn and how it was judged. */
export const TurnResultSchema = z.strictObject({
  turn: z.int().positive(),
  workspace: sha256
    .nullable()
    .describe("sha256 of the canonical archive; null where it could not be collected"),
  failedPhase: z.enum(["freeze", "build", "serve", "check"]).nullable(),
  message: z.string().nullable().describe("why the phase failed"),
  checks: z.array(CheckResultSchema),
  score: z.number().min(0).max(1),
  passed: z.boolean(),
  screenshots: z.array(z.strictObject({ check: z.string(), name: z.string(), file: z.string() })),
  firstPage: z
    .string()
    .nullable()
    .default(null)
    .describe("picture of the app's first page, below the trial's folder; null where there is none"),
  logs: z
    .array(z.strictObject({ check: z.string(), lines: z.array(z.string()) }))
    .describe(
      "console and network lines of the checks that failed, the last of each; all stand in evidence.json",
    ),
  quality: QualitySchema.nullable().describe("null where no browser looked at the app"),
});
export type TurnResult = z.infer<typeof TurnResultSchema>;

/** How a checkpoint was judged: the score against time and dollars. */
export const CheckpointResultSchema = z.strictObject({
  label: z.string(),
  turn: z.int().positive(),
  agentMs: z.number().nonnegative(),
  usage: UsageSchema.describe("up to then"),
  workspace: sha256,
  failedPhase: z.enum(["build", "serve", "check"]).nullable(),
  score: z.number().min(0).max(1),
  passed: z.boolean(),
  failedChecks: z.array(z.string()),
});
export type CheckpointResult = z.infer<typeof CheckpointResultSchema>;

/** One execution of a trial: there is a second only after an infrastructure error. */
export const TryRecordSchema = z.strictObject({
  number: z.int().positive(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  outcome: OutcomeSchema,
  usage: UsageSchema.describe(
    "of an agent phase that left no workspace; that of one that did is the frozen workspace's",
  ),
});
export type TryRecord = z.infer<typeof TryRecordSchema>;

/** `trials/<id>/result.json`; the journal has it too. */
export const TrialResultSchema = z.strictObject({
  schema: z.literal(1),
  trial: TrialSpecSchema,
  identity: IdentitySchema,
  outcome: OutcomeSchema,
  phase: PhaseSchema.describe("the furthest phase that was reached"),
  failedPhase: z.enum(["freeze", "build", "serve", "check"]).nullable(),
  score: z.number().min(0).max(1).nullable().describe("null where it could not be scored"),
  passed: z.boolean().nullable(),
  forgotten: z.array(z.string()).describe("checks that passed after an earlier turn and fail at the end"),
  turns: z.array(TurnResultSchema),
  checkpoints: z.array(CheckpointResultSchema),
  timing: ModelTimingSchema,
  usage: UsageSchema,
  limits: z.strictObject({
    asked: z.record(z.string(), z.unknown()),
    enforced: LimitsSchema,
    unenforced: z.array(z.string()),
  }),
  phases: z.array(PhaseRecordSchema),
  tries: z.array(TryRecordSchema),
  sandbox: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
});
export type TrialResult = z.infer<typeof TrialResultSchema>;

/** `verdict.json`: byte-identical whenever the same workspace is graded by the same checks. */
export const VerdictSchema = z.strictObject({
  schema: z.literal(1),
  task: z.string(),
  taskHash: sha256,
  workspace: sha256,
  turn: z.int().positive(),
  failedPhase: z.enum(["build", "serve", "check"]).nullable(),
  message: z.string().nullable(),
  score: z.number().min(0).max(1),
  passed: z.boolean(),
  checks: z.array(CheckVerdictSchema),
});
export type Verdict = z.infer<typeof VerdictSchema>;

import { z } from "zod";
import { OutcomeSchema } from "./outcome.ts";
import { TrialResultSchema } from "./result.ts";
import { ModelTimingSchema, UsageSchema } from "./usage.ts";

const trialId = z.string();
const tryNumber = z.int().positive();
const at = z.iso.datetime();

/** What one agent phase left, enough to grade without running the agent again. */
export const FrozenTurnSchema = z.strictObject({
  turn: z.int().positive(),
  workspace: z.string().nullable().describe("null where it could not be collected, by the agent's doing"),
  rejection: z.string().nullable(),
  services: z
    .record(z.string(), z.string())
    .describe("sha256 of the state that each of the task's services was in"),
});
/** The workspace at one moment of a turn: to be graded, and to go on from after a crash. */
export const CheckpointSchema = z.strictObject({
  turn: z.int().positive(),
  label: z.string(),
  workspace: z.string(),
  services: z.record(z.string(), z.string()),
  agentMs: z.number().nonnegative().describe("time on the agent's clock, over all turns"),
  turnMs: z.number().nonnegative().describe("of it, in this turn"),
  usage: UsageSchema,
  memory: z.string().nullable().describe("sha256 of what the agent goes on from; null where it cannot"),
  isGraded: z.boolean(),
});
export type Checkpoint = z.infer<typeof CheckpointSchema>;

export type FrozenTurn = z.infer<typeof FrozenTurnSchema>;

/** One line of `journal.jsonl`, synced to disk before anything depends on it. */
export const JournalRecordSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("opened"), at, pid: z.int(), resumed: z.boolean() }),
  z.strictObject({
    type: z.literal("started"),
    at,
    trialId,
    tryNumber,
    goesOn: z.boolean().describe("from a checkpoint of the try before it"),
  }),
  z.strictObject({
    type: z.literal("frozen"),
    at,
    trialId,
    tryNumber,
    outcome: OutcomeSchema.describe("how the agent ended"),
    turns: z.array(FrozenTurnSchema),
    checkpoints: z.array(CheckpointSchema).describe("those that are to be graded"),
    usage: UsageSchema,
    timing: ModelTimingSchema,
    answeredModel: z.string().nullable(),
    agentDurationMs: z.number().nonnegative(),
  }),
  z.strictObject({
    type: z.literal("checkpoint"),
    at,
    trialId,
    tryNumber,
    checkpoint: CheckpointSchema,
    turns: z.array(FrozenTurnSchema).describe("the turns that had ended by then"),
  }),
  z.strictObject({
    type: z.literal("try-failed"),
    at,
    trialId,
    tryNumber,
    startedAt: at,
    durationMs: z.number(),
    code: z.string(),
    message: z.string(),
    usage: UsageSchema,
  }),
  z.strictObject({ type: z.literal("finished"), at, trialId, result: TrialResultSchema }),
]);
export type JournalRecord = z.infer<typeof JournalRecordSchema>;
export type CheckpointRecord = Extract<JournalRecord, { type: "checkpoint" }>;
export type FrozenRecord = Extract<JournalRecord, { type: "frozen" }>;
export type TryFailedRecord = Extract<JournalRecord, { type: "try-failed" }>;

import { z } from "zod";
import { OutcomeSchema } from "./outcome.ts";
import { TrialResultSchema } from "./result.ts";
import { UsageSchema } from "./usage.ts";

const trialId = z.string();
const tryNumber = z.int().positive();
const at = z.iso.datetime();

/** What one agent phase left, enough to grade without running the agent again. */
export const FrozenTurnSchema = z.strictObject({
  turn: z.int().positive(),
  workspace: z.string().nullable().describe("null where it could not be collected, by the agent's doing"),
  rejection: z.string().nullable(),
});
export type FrozenTurn = z.infer<typeof FrozenTurnSchema>;

/** One line of `journal.jsonl`, synced to disk before anything depends on it. */
export const JournalRecordSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("opened"), at, pid: z.int(), resumed: z.boolean() }),
  z.strictObject({ type: z.literal("started"), at, trialId, tryNumber }),
  z.strictObject({
    type: z.literal("frozen"),
    at,
    trialId,
    tryNumber,
    outcome: OutcomeSchema.describe("how the agent ended"),
    turns: z.array(FrozenTurnSchema),
    usage: UsageSchema,
    answeredModel: z.string().nullable(),
    agentDurationMs: z.number().nonnegative(),
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
export type FrozenRecord = Extract<JournalRecord, { type: "frozen" }>;

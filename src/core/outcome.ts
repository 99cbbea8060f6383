import { z } from "zod";
import { LimitNameSchema } from "./limits.ts";

export const PhaseSchema = z.enum(["agent", "freeze", "build", "serve", "check"]);
export type Phase = z.infer<typeof PhaseSchema>;

const message = z.string().describe("why, in words a person understands");

/** Why a trial ended. A closed set. */
export const OutcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("completed") }),
  z.strictObject({ kind: z.literal("limit"), limit: LimitNameSchema, message }),
  z.strictObject({ kind: z.literal("agent-error"), message }),
  z.strictObject({ kind: z.literal("infra-error"), code: z.string(), message }),
  z.strictObject({ kind: z.literal("cancelled"), message }),
]);
export type Outcome = z.infer<typeof OutcomeSchema>;

/** What could not be scored is null: an outage or a cancelled trial says nothing about a model. */
export function isScored(outcome: Outcome): boolean {
  return outcome.kind !== "infra-error" && outcome.kind !== "cancelled";
}

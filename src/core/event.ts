import { z } from "zod";
import { CheckVerdictSchema } from "./check.ts";
import { PhaseSchema } from "./outcome.ts";
import { UsageSchema } from "./usage.ts";

const stream = z.enum(["stdout", "stderr"]);

/** What an agent's own program reports: output, messages, calls of its tools. */
export const AgentEventSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("agent-output"), stream, text: z.string() }),
  z.strictObject({ type: z.literal("agent-message"), text: z.string() }),
  z.strictObject({ type: z.literal("tool-call"), id: z.string(), name: z.string(), arguments: z.unknown() }),
  z.strictObject({ type: z.literal("tool-result"), id: z.string(), text: z.string(), isError: z.boolean() }),
]);
export type AgentEvent = z.infer<typeof AgentEventSchema>;

/** What the gateway let through, or refused. Bodies are redacted and capped before they get here. */
export const GatewayEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("model-request"),
    requestId: z.string(),
    protocol: z.string(),
    model: z.string(),
    body: z.unknown(),
  }),
  z.strictObject({
    type: z.literal("model-response"),
    requestId: z.string(),
    status: z.int(),
    model: z.string().nullable().describe("as the provider named it"),
    usage: UsageSchema.nullable().describe("null where it never arrived"),
    durationMs: z.number(),
    firstByteMs: z.number().nullable(),
    waitMs: z.number().describe("of the duration, what was spent on waiting for a busy or failing provider"),
    body: z.unknown(),
  }),
  z.strictObject({
    type: z.literal("model-wait"),
    requestId: z.string(),
    reason: z.enum(["busy", "rate-limit", "fault"]),
    waitMs: z.number(),
    message: z.string(),
  }),
  z.strictObject({
    type: z.literal("context-truncated"),
    requestId: z.string(),
    message: z.string(),
  }),
  z.strictObject({
    type: z.literal("mcp-call"),
    callId: z.string(),
    server: z.string(),
    method: z.string(),
    tool: z.string().nullable(),
    arguments: z.unknown(),
  }),
  z.strictObject({
    type: z.literal("mcp-result"),
    callId: z.string(),
    server: z.string(),
    isError: z.boolean(),
    durationMs: z.number(),
    result: z.unknown(),
  }),
  z.strictObject({
    type: z.literal("model-refused"),
    requestId: z.string(),
    status: z.int(),
    code: z.string(),
    message: z.string(),
  }),
]);
export type GatewayEvent = z.infer<typeof GatewayEventSchema>;

/** What the harness did. */
const LifecycleEventSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("trial-started") }),
  z.strictObject({ type: z.literal("turn-started"), turn: z.int().positive(), prompt: z.string() }),
  z.strictObject({ type: z.literal("phase-started"), phase: PhaseSchema, turn: z.int().positive() }),
  z.strictObject({
    type: z.literal("phase-ended"),
    phase: PhaseSchema,
    turn: z.int().positive(),
    durationMs: z.number(),
    exitCode: z.int().nullable(),
  }),
  z.strictObject({
    type: z.literal("frozen"),
    turn: z.int().positive(),
    workspace: z.string(),
    files: z.int(),
    bytes: z.int(),
  }),
  z.strictObject({
    type: z.literal("checkpoint"),
    turn: z.int().positive(),
    label: z.string(),
    workspace: z.string(),
    agentMs: z.number().describe("time on the agent's clock"),
  }),
  z.strictObject({
    type: z.literal("resumed"),
    turn: z.int().positive(),
    from: z.string().nullable().describe("label of the checkpoint; null where the trial starts again"),
    message: z.string(),
  }),
  z.strictObject({ type: z.literal("check-result"), verdict: CheckVerdictSchema }),
  z.strictObject({ type: z.literal("warning"), message: z.string() }),
  z.strictObject({
    type: z.literal("try-failed"),
    code: z.string(),
    message: z.string(),
    stack: z.string().nullable(),
  }),
]);
export type LifecycleEvent = z.infer<typeof LifecycleEventSchema>;

export type TrialEventBody = AgentEvent | GatewayEvent | LifecycleEvent;

/** Where and when, as every line of a transcript carries it. */
const EnvelopeSchema = z.strictObject({
  sequence: z.int().nonnegative(),
  at: z.iso.datetime(),
  trialId: z.string(),
  tryNumber: z.int().positive(),
});

/** One thing that happened in a trial. The live view, the transcript and the report read the same stream. */
export type TrialEvent = z.infer<typeof EnvelopeSchema> & { readonly event: TrialEventBody };

export const TrialEventSchema = EnvelopeSchema.extend({
  event: z.union([AgentEventSchema, GatewayEventSchema, LifecycleEventSchema]),
});

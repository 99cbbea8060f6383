import { z } from "zod";
import { DetailsSchema, SCHEMA_VERSION } from "./aggregate-schema.ts";

const count = z.int().nonnegative();

const MessageSchema = z.object({
  turn_idx: count,
  role: z.string(),
  content: z.string().nullable().optional(),
  reasoning_trace: z.string().nullable().optional(),
  tool_calls: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        arguments: z.record(z.string(), z.string()).nullable().optional(),
      }),
    )
    .nullable()
    .optional(),
  tool_call_id: z.array(z.string()).nullable().optional(),
});
export type Message = z.infer<typeof MessageSchema>;

/**
 * A line of `<uuid>_samples.jsonl` (instance_level_eval.schema.json 0.3.0), closed at its root; of the kinds of
 * interaction the one that buildoff has.
 */
export const InstanceSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  evaluation_id: z.string(),
  model_id: z.string(),
  evaluation_name: z.string(),
  evaluation_result_id: z.string().optional(),
  sample_id: z.string(),
  sample_hash: z.string().nullable().optional(),
  interaction_type: z.literal("agentic"),
  input: z.object({ raw: z.string(), reference: z.array(z.string()) }),
  output: z.null(),
  messages: z.array(MessageSchema),
  answer_attribution: z.array(
    z.object({
      turn_idx: count,
      source: z.string(),
      extracted_value: z.string(),
      extraction_method: z.string(),
      is_terminal: z.boolean(),
    }),
  ),
  evaluation: z.object({
    score: z.number(),
    is_correct: z.boolean(),
    num_turns: z.int().min(1).nullable().optional(),
    tool_calls_count: count.nullable().optional(),
  }),
  token_usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      total_tokens: count,
      input_tokens_cache_write: count.nullable().optional(),
      input_tokens_cache_read: count.nullable().optional(),
      reasoning_tokens: count.nullable().optional(),
    })
    .nullable()
    .optional(),
  performance: z
    .object({
      latency_ms: z.number().nonnegative().nullable().optional(),
      time_to_first_token_ms: z.number().nonnegative().nullable().optional(),
      generation_time_ms: z.number().nonnegative().nullable().optional(),
      additional_details: DetailsSchema.nullable().optional(),
    })
    .nullable()
    .optional(),
  error: z.string().nullable().optional(),
  metadata: DetailsSchema.nullable().optional(),
});
export type Instance = z.infer<typeof InstanceSchema>;

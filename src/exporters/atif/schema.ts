import { z } from "zod";

const count = z.int().nonnegative();
const extra = z.record(z.string(), z.unknown()).optional();

const ToolCallSchema = z.strictObject({
  tool_call_id: z.string(),
  function_name: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  extra,
});

const ResultSchema = z.strictObject({
  source_call_id: z.string().optional(),
  content: z.string().optional(),
  extra,
});

const MetricsSchema = z.strictObject({
  prompt_tokens: count.optional().describe("cached ones included"),
  completion_tokens: count.optional(),
  cached_tokens: count.optional(),
  cost_usd: z.number().nonnegative().optional(),
  extra,
});

const AGENT_ONLY = ["model_name", "reasoning_effort", "tool_calls", "metrics"] as const;

export const AtifStepSchema = z
  .strictObject({
    step_id: z.int().min(1),
    timestamp: z.iso.datetime({ offset: true }).optional(),
    source: z.enum(["system", "user", "agent"]),
    message: z.string(),
    model_name: z.string().optional(),
    reasoning_effort: z.union([z.string(), z.number()]).optional(),
    tool_calls: z.array(ToolCallSchema).optional(),
    observation: z.strictObject({ results: z.array(ResultSchema) }).optional(),
    metrics: MetricsSchema.optional(),
    llm_call_count: count.optional(),
    extra,
  })
  .superRefine((step, context) => {
    const reject = (key: string, message: string): void => {
      context.addIssue({ code: "custom", path: [key], message });
    };
    for (const key of AGENT_ONLY)
      if (step.source !== "agent" && step[key] !== undefined) reject(key, "only a step of the agent has it");
    if (step.llm_call_count === 0 && step.metrics !== undefined)
      reject("metrics", "a step without a call of the model has none");
    const ids = (step.tool_calls ?? []).map((call) => call.tool_call_id);
    if (new Set(ids).size < ids.length) reject("tool_calls", "two calls have the same tool_call_id");
    for (const { source_call_id: id } of step.observation?.results ?? [])
      if (id !== undefined && !ids.includes(id))
        reject("observation", `no call of this step has the id ${id}`);
  });
export type AtifStep = z.infer<typeof AtifStepSchema>;

/**
 * A trajectory in the Agent Trajectory Interchange Format, version 1.7 (Harbor's RFC 0001), closed at every level: what
 * of it buildoff can fill.
 */
export const TrajectorySchema = z
  .strictObject({
    schema_version: z.literal("ATIF-v1.7"),
    session_id: z.string().optional(),
    trajectory_id: z.string().optional(),
    agent: z.strictObject({
      name: z.string(),
      version: z.string(),
      model_name: z.string().optional(),
      extra,
    }),
    steps: z.array(AtifStepSchema).min(1),
    notes: z.string().optional(),
    final_metrics: z
      .strictObject({
        total_prompt_tokens: count.optional(),
        total_completion_tokens: count.optional(),
        total_cached_tokens: count.optional(),
        total_cost_usd: z.number().nonnegative().optional(),
        total_steps: count.optional(),
        extra,
      })
      .optional(),
    extra,
  })
  .superRefine(({ steps }, context) => {
    for (const [index, step] of steps.entries())
      if (step.step_id !== index + 1)
        context.addIssue({
          code: "custom",
          path: ["steps", index, "step_id"],
          message: `expected ${index + 1}: steps are counted from 1 without a gap`,
        });
  });
export type Trajectory = z.infer<typeof TrajectorySchema>;

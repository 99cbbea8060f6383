import { z } from "zod";

/** How the results were generated. `generation_args` is closed: what else there is goes into the details. */
export const GenerationConfigSchema = z.object({
  generation_args: z
    .strictObject({
      temperature: z.number().nullable().optional(),
      top_p: z.number().nullable().optional(),
      top_k: z.number().nullable().optional(),
      max_tokens: z.int().min(1).optional(),
      execution_command: z.string().optional(),
      reasoning: z.boolean().optional(),
      prompt_template: z.string().optional(),
      agentic_eval_config: z
        .object({
          available_tools: z
            .array(z.object({ name: z.string().optional(), description: z.string().optional() }))
            .optional(),
          additional_details: z.record(z.string(), z.string()).optional(),
        })
        .optional(),
      eval_limits: z
        .object({
          time_limit: z.int().optional().describe("seconds"),
          message_limit: z.int().optional(),
          token_limit: z.int().optional(),
        })
        .optional(),
      sandbox: z.object({ type: z.string().optional(), config: z.string().optional() }).optional(),
      max_attempts: z.int().optional(),
    })
    .optional(),
  additional_details: z.record(z.string(), z.string()).optional(),
});
export type GenerationConfig = z.infer<typeof GenerationConfigSchema>;

import { z } from "zod";
import type { TokenUsage } from "../token-usage.ts";

const count = z.int().nonnegative();

const WireUsageSchema = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count.nullish().catch(null),
  prompt_tokens_details: z
    .looseObject({
      cached_tokens: count.nullish(),
      // OpenAI and OpenRouter.
      cache_write_tokens: count.nullish().catch(null),
      // Model Studio.
      cache_creation_input_tokens: count.nullish().catch(null),
    })
    .nullish(),
  completion_tokens_details: z.looseObject({ reasoning_tokens: count.nullish() }).nullish(),
});

/** Reads `usage` of a reply or of a stream's chunk; null where there is none that can be believed. */
export function parseUsage(value: unknown): TokenUsage | null {
  // Every chunk of a stream but one has none, and telling why is what costs a schema most.
  if (value === undefined || value === null) return null;
  const parsed = WireUsageSchema.safeParse(value);
  if (!parsed.success) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details, completion_tokens_details } = parsed.data;
  // Google and xAI leave thoughts out of the completion, and put them into the total.
  const outputTokens = Math.max(completion_tokens, (parsed.data.total_tokens ?? 0) - prompt_tokens);
  const toldThoughts = completion_tokens_details?.reasoning_tokens ?? 0;
  const cacheReadTokens = Math.min(prompt_tokens, prompt_tokens_details?.cached_tokens ?? 0);
  const written =
    prompt_tokens_details?.cache_write_tokens ?? prompt_tokens_details?.cache_creation_input_tokens ?? 0;
  return {
    inputTokens: prompt_tokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens: Math.min(prompt_tokens - cacheReadTokens, written),
    reasoningTokens: Math.min(outputTokens, Math.max(toldThoughts, outputTokens - completion_tokens)),
  };
}

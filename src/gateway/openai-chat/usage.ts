import { z } from "zod";
import type { TokenUsage } from "../token-usage.ts";

const count = z.int().nonnegative();

const WireUsageSchema = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.looseObject({ cached_tokens: count.nullish() }).nullish(),
  completion_tokens_details: z.looseObject({ reasoning_tokens: count.nullish() }).nullish(),
});

/** Reads `usage` of a reply or of a stream's chunk; null where there is none that can be believed. */
export function parseUsage(value: unknown): TokenUsage | null {
  // Every chunk of a stream but one has none, and telling why is what costs a schema most.
  if (value === undefined || value === null) return null;
  const parsed = WireUsageSchema.safeParse(value);
  if (!parsed.success) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details, completion_tokens_details } = parsed.data;
  return {
    inputTokens: prompt_tokens,
    outputTokens: completion_tokens,
    cacheReadTokens: Math.min(prompt_tokens, prompt_tokens_details?.cached_tokens ?? 0),
    // This protocol does not tell what was written to a cache.
    cacheWriteTokens: 0,
    reasoningTokens: Math.min(completion_tokens, completion_tokens_details?.reasoning_tokens ?? 0),
  };
}

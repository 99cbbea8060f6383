import type { TokenUsage } from "../token-usage.ts";
import { isCount, readCount, readObject } from "../wire-json.ts";

/** Reads the usage of a response; null where there is none that can be believed. */
export function parseUsage(value: unknown): TokenUsage | null {
  const usage = readObject(value);
  const input = usage?.["input_tokens"];
  const output = usage?.["output_tokens"];
  if (!isCount(input) || !isCount(output)) return null;
  const details = readObject(usage?.["input_tokens_details"]);
  const cacheReadTokens = Math.min(input, readCount(details?.["cached_tokens"]));
  const reasoning = readCount(readObject(usage?.["output_tokens_details"])?.["reasoning_tokens"]);
  return {
    inputTokens: input,
    outputTokens: output,
    cacheReadTokens,
    cacheWriteTokens: Math.min(input - cacheReadTokens, readCount(details?.["cache_write_tokens"])),
    reasoningTokens: Math.min(output, reasoning),
  };
}

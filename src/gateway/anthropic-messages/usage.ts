import type { TokenUsage } from "../token-usage.ts";
import { isCount, readCount, readObject } from "../wire-json.ts";

/**
 * Reads the usage of a message. What later events of a stream say is laid over what the first said. Input tokens there
 * are those that no cache read or wrote: ours are all. Null where there is none that can be believed.
 */
export function parseUsage(...told: readonly unknown[]): TokenUsage | null {
  const usage: Record<string, unknown> = {};
  for (const one of told) {
    for (const [key, value] of Object.entries(readObject(one) ?? {})) if (value !== null) usage[key] = value;
  }
  const { input_tokens: input, output_tokens: output } = usage;
  if (!isCount(input) || !isCount(output)) return null;
  const details = readObject(usage["output_tokens_details"]) ?? {};
  const cacheReadTokens = readCount(usage["cache_read_input_tokens"]);
  const cacheWriteTokens = readCount(usage["cache_creation_input_tokens"]);
  return {
    inputTokens: input + cacheReadTokens + cacheWriteTokens,
    outputTokens: output,
    cacheReadTokens,
    cacheWriteTokens,
    // In the output tokens; older servers do not tell them apart.
    reasoningTokens: readCount(details["thinking_tokens"]),
  };
}

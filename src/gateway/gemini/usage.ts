import type { TokenUsage } from "../token-usage.ts";
import { isCount, readCount, readObject } from "../wire-json.ts";

/** Reads `usageMetadata`; thoughts are output that is counted apart there. Null where there is none that can be believed. */
export function parseUsage(value: unknown): TokenUsage | null {
  const usage = readObject(value);
  const input = usage?.["promptTokenCount"];
  if (!isCount(input)) return null;
  const reasoningTokens = readCount(usage?.["thoughtsTokenCount"]);
  const toolTokens = readCount(usage?.["toolUsePromptTokenCount"]);
  const inputTokens = input + toolTokens;
  return {
    inputTokens,
    outputTokens: readCount(usage?.["candidatesTokenCount"]) + reasoningTokens,
    cacheReadTokens: Math.min(inputTokens, readCount(usage?.["cachedContentTokenCount"])),
    // This protocol does not tell what was written to a cache.
    cacheWriteTokens: 0,
    reasoningTokens,
  };
}

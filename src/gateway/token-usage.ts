import type { Usage } from "../core/usage.ts";

/** Tokens of one call, counted as {@link Usage} counts them. */
export type TokenUsage = Pick<
  Usage,
  "inputTokens" | "outputTokens" | "cacheReadTokens" | "cacheWriteTokens" | "reasoningTokens"
>;

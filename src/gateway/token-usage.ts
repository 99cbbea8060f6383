import type { Usage } from "../core/usage.ts";

/** Tokens of one call, counted as {@link Usage} counts them. */
export type TokenUsage = Pick<
  Usage,
  "inputTokens" | "outputTokens" | "cacheReadTokens" | "cacheWriteTokens" | "reasoningTokens"
> & {
  /** Those of the written ones that the cache keeps for an hour. They have a price of their own, and are not published. */
  readonly cacheWriteHourTokens?: number;
};

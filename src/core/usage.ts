import { z } from "zod";

const tokens = z.int().nonnegative();

/**
 * What model calls used, metered at the gateway from the wire. `inputTokens` includes `cacheReadTokens`
 * and `cacheWriteTokens`; `outputTokens` includes `reasoningTokens`. `costUsd` is null where a price is unknown, never 0.
 */
export const UsageSchema = z.strictObject({
  requests: z.int().nonnegative(),
  unmeteredRequests: z
    .int()
    .nonnegative()
    .describe("requests whose usage never arrived, such as an aborted stream"),
  inputTokens: tokens,
  outputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWriteTokens: tokens,
  reasoningTokens: tokens,
  costUsd: z.number().nonnegative().nullable(),
});
export type Usage = z.infer<typeof UsageSchema>;

/** No call yet: costs nothing, and that is known. */
export const NO_USAGE: Usage = {
  requests: 0,
  unmeteredRequests: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  costUsd: 0,
};

/** One unknown cost makes the sum unknown. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    unmeteredRequests: a.unmeteredRequests + b.unmeteredRequests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}

/** How fast the model was, over all its answered calls; null before the first. Waiting is on nobody's clock. */
export const ModelTimingSchema = z.strictObject({
  waitMs: z.number().nonnegative().describe("time that calls waited for a busy or failing provider"),
  modelMs: z.number().nonnegative().describe("time that the answered calls took, without that waiting"),
  firstTokenMs: z.number().nonnegative().nullable().describe("median time to the first token of a stream"),
  outputTokensPerSecond: z
    .number()
    .nonnegative()
    .nullable()
    .describe("output tokens by the time from the first token to the last, over all streams"),
});
export type ModelTiming = z.infer<typeof ModelTimingSchema>;

/** No call yet. */
export const NO_TIMING: ModelTiming = {
  waitMs: 0,
  modelMs: 0,
  firstTokenMs: null,
  outputTokensPerSecond: null,
};

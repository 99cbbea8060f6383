import { z } from "zod";

const tokens = z.int().nonnegative();

/**
 * What model calls used, metered at the gateway from the wire. `inputTokens` includes `cacheReadTokens`;
 * `outputTokens` includes `reasoningTokens`. `costUsd` is null where a price is unknown, never 0.
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
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}

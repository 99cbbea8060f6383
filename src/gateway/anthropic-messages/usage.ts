import type { TokenUsage } from "../token-usage.ts";
import { isCount, readCount, readObject } from "../wire-json.ts";

type WireUsage = Readonly<Record<string, unknown>>;

/**
 * Reads the usage of a message. What later events of a stream say is laid over what the first said. Input tokens there
 * are those that no cache read or wrote: ours are all. Where the provider has shortened the conversation by itself, its
 * figures leave out what that took, and tell it beside them. Null where there is none that can be believed.
 */
export function parseUsage(...told: readonly unknown[]): TokenUsage | null {
  const usage: Record<string, unknown> = {};
  for (const one of told) {
    for (const [key, value] of Object.entries(readObject(one) ?? {})) if (value !== null) usage[key] = value;
  }
  const message = readUsage(usage);
  return message === null ? null : readCompactions(usage).reduce(addTokens, message);
}

function readUsage(usage: WireUsage): Required<TokenUsage> | null {
  const { input_tokens: input, output_tokens: output } = usage;
  if (!isCount(input) || !isCount(output)) return null;
  const details = readObject(usage["output_tokens_details"]) ?? {};
  const cacheReadTokens = readCount(usage["cache_read_input_tokens"]);
  const cacheWriteTokens = readCount(usage["cache_creation_input_tokens"]);
  const keptAnHour = readCount(readObject(usage["cache_creation"])?.["ephemeral_1h_input_tokens"]);
  return {
    inputTokens: input + cacheReadTokens + cacheWriteTokens,
    outputTokens: output,
    cacheReadTokens,
    cacheWriteTokens,
    cacheWriteHourTokens: Math.min(cacheWriteTokens, keptAnHour),
    // In the output tokens; older servers do not tell them apart.
    reasoningTokens: readCount(details["thinking_tokens"]),
  };
}

/** What the other iterations used is in the message's own figures, or has the price of another model. */
function readCompactions({ iterations }: WireUsage): Required<TokenUsage>[] {
  return (Array.isArray(iterations) ? (iterations as unknown[]) : [])
    .map((iteration) => readObject(iteration) ?? {})
    .filter(({ type }) => type === "compaction")
    .flatMap((iteration) => readUsage(iteration) ?? []);
}

function addTokens(a: Required<TokenUsage>, b: Required<TokenUsage>): Required<TokenUsage> {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    cacheWriteHourTokens: a.cacheWriteHourTokens + b.cacheWriteHourTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
  };
}

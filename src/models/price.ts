import { calcPrice } from "@pydantic/genai-prices";
import type { Usage } from "../core/usage.ts";

/** That a model's price is known, and from which table. */
export interface Price {
  readonly providerId: string;
  readonly modelId: string;
  /** The table and its entry, as written into a run's manifest. */
  readonly source: string;
}

/** The tokens of one call that are paid for. */
export type PricedUsage = Pick<
  Usage,
  "inputTokens" | "outputTokens" | "cacheReadTokens" | "cacheWriteTokens"
>;

/** Looks a model up in the price table that is installed with buildoff; null where it is not listed. Nothing is fetched. */
export function findPrice(providerId: string | null, modelId: string): Price | null {
  if (providerId === null) return null;
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, modelId, { providerId });
  if (found === null) return null;
  return { providerId, modelId, source: `genai-prices ${found.provider.id}/${found.model.id}` };
}

/** When a call was made and how long it took: some prices change with the date, others are by the hour. */
export interface CallMoment {
  readonly at: Date;
  readonly durationMs: number;
}

/** US dollars of one call at the prices that held when it was made; null where they are not known. */
export function priceCall(price: Price | null, usage: PricedUsage, { at }: CallMoment): number | null {
  if (price === null) return null;
  const tokens = {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
  };
  return (
    calcPrice(tokens, price.modelId, { providerId: price.providerId, timestamp: at })?.total_price ?? null
  );
}

import { basename } from "node:path";
import { calcPrice } from "@pydantic/genai-prices";
import { canonicalJson } from "../core/hash.ts";
import type { PriceEntry } from "../core/models-file.ts";
import type { Usage } from "../core/usage.ts";
import { sha256 } from "../loader/digest.ts";
import { type Catalog, fits } from "./catalog.ts";
import type { ModelProvider } from "./provider.ts";

/** A price that is known, and where it is from, as written into a run's manifest. */
export type Price =
  | { readonly kind: "table"; readonly providerId: string; readonly modelId: string; readonly source: string }
  | { readonly kind: "own"; readonly entry: PriceEntry; readonly source: string };

/** The tokens of one call that are paid for. */
export type PricedUsage = Pick<
  Usage,
  "inputTokens" | "outputTokens" | "cacheReadTokens" | "cacheWriteTokens"
> & {
  /** Those of the written ones that the cache keeps for an hour. */
  readonly cacheWriteHourTokens?: number;
};

/** When a call was made and how long it took: some prices change with the date, others are by the hour. */
export interface CallMoment {
  readonly at: Date;
  readonly durationMs: number;
}

const MS_PER_HOUR = 3_600_000;
const TOKENS_PER_PRICE = 1_000_000;

/**
 * The price of a model: the user's own, else that of the table that is installed with buildoff; null where it is not
 * listed. Nothing is fetched.
 */
export function findPrice(
  { prices }: Catalog,
  { name, priceId }: Pick<ModelProvider, "name" | "priceId">,
  modelId: string,
): Price | null {
  const own = prices.find((entry) => fits(entry.model, `${name}/${modelId}`));
  if (own !== undefined) {
    const { file, ...entry } = own;
    const said = entry.source === undefined ? "" : ` (${entry.source})`;
    return { kind: "own", entry, source: `${basename(file)} ${entry.model}${said}` };
  }
  if (priceId === null) return null;
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, modelId, { providerId: priceId });
  if (found === null) return null;
  return {
    kind: "table",
    providerId: priceId,
    modelId,
    source: `genai-prices ${found.provider.id}/${found.model.id}`,
  };
}

/** sha256 of the figures that a price stands for, whatever table they are from. */
export function hashPrice(price: Price): string {
  if (price.kind === "own") return sha256(canonicalJson(price.entry));
  const { providerId, modelId } = price;
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, modelId, { providerId });
  return sha256(canonicalJson(found?.model.prices ?? null));
}

/** US dollars of one call at the prices that held when it was made; null where they are not known. */
export function priceCall(price: Price | null, usage: PricedUsage, moment: CallMoment): number | null {
  if (price === null) return null;
  if (price.kind === "own") return priceOwn(price.entry, usage, moment);
  const tokens = {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    // A part of those; a model without a rate for it has that of the others.
    cache_write_1h_tokens: usage.cacheWriteHourTokens ?? 0,
  };
  const { providerId, modelId } = price;
  return calcPrice(tokens, modelId, { providerId, timestamp: moment.at })?.total_price ?? null;
}

function priceOwn(entry: PriceEntry, usage: PricedUsage, { durationMs }: CallMoment): number {
  if (entry.perHour !== undefined) return (entry.perHour * durationMs) / MS_PER_HOUR;
  const { input = 0, output = 0, cacheRead = input, cacheWrite = input } = entry;
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  const fresh = Math.max(0, inputTokens - cacheReadTokens - cacheWriteTokens);
  const micro =
    fresh * input + cacheReadTokens * cacheRead + cacheWriteTokens * cacheWrite + outputTokens * output;
  return micro / TOKENS_PER_PRICE;
}

import type { Generation, ModelFacts } from "../core/identity.ts";
import type { ModelMetadata } from "../core/models-file.ts";
import type { Protocol } from "../core/protocol.ts";
import type { ModelEntry } from "../core/run-config.ts";
import { invalidModelName, unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import { type Catalog, findMetadata } from "./catalog.ts";
import { type ModelEndpoint, resolveEndpoints } from "./endpoint.ts";
import { createKeySource, type KeySource } from "./key-source.ts";
import { findPrice, type Price } from "./price.ts";
import type { ModelProvider } from "./provider.ts";

export const UNKNOWN_FACTS: ModelFacts = {
  weights: null,
  quantisation: null,
  engine: null,
  contextLength: null,
  seesImages: null,
};

/** A model with everything that is needed to call it. */
export interface ResolvedModel {
  /** provider/name, as the user wrote it. */
  readonly name: string;
  readonly asked: ModelEntry;
  readonly provider: ModelProvider;
  /** Name that the provider knows it by. */
  readonly model: string;
  /** By protocol; those that the provider has. */
  readonly endpoints: Readonly<Partial<Record<Protocol, ModelEndpoint>>>;
  /** Null where the provider needs none. */
  readonly key: KeySource | null;
  /** Every secret that was used so far: keys, and what came from the environment into headers. */
  readonly secrets: () => readonly string[];
  readonly price: Price | null;
  readonly generation: Generation;
  readonly facts: ModelFacts;
  readonly metadata: ModelMetadata;
}

export interface ModelOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly catalog: Catalog;
  /** Nobody is called: a key need not be there. */
  readonly isReplay?: boolean;
}

/**
 * Finds the provider, the addresses, the key and the price of `provider/name`. Prices go by the provider's name: who
 * reaches it through another address pays its prices.
 * @throws UserError where the name, the address or the key is wrong or missing.
 */
export function resolveModel(
  asked: ModelEntry,
  { env, catalog, isReplay = false }: ModelOptions,
): ResolvedModel {
  const { name } = asked;
  const { provider, model } = parseName(name, catalog);
  const filled = new Set<string>();
  const onSecret = (value: string): void => void filled.add(value);
  const endpoints = resolveEndpoints({ provider, model, asked, env, onSecret });
  const key = isReplay ? null : createKeySource(asked, provider.keyEnv, env);
  const metadata = findMetadata(catalog, name);
  return {
    name,
    asked,
    provider,
    model,
    endpoints,
    key,
    secrets: () => [...filled, ...(key?.known() ?? [])],
    price: findPrice(catalog, provider, model),
    generation: toGeneration(asked),
    facts: mergeFacts(UNKNOWN_FACTS, metadata.facts, asked.facts),
    metadata,
  };
}

type PartialFacts = { readonly [Key in keyof ModelFacts]?: ModelFacts[Key] | undefined };

/** Later ones win, where they say anything. */
export function mergeFacts(known: ModelFacts, ...told: readonly (PartialFacts | undefined)[]): ModelFacts {
  const said = told.flatMap((facts) => Object.entries(facts ?? {}));
  return {
    ...known,
    ...Object.fromEntries(said.filter(([, value]) => value !== undefined && value !== null)),
  };
}

function toGeneration(asked: ModelEntry): Generation {
  return {
    reasoningEffort: asked.reasoningEffort ?? null,
    temperature: asked.temperature ?? null,
    topP: asked.topP ?? null,
    maxOutputTokens: asked.maxOutputTokens ?? null,
    seed: asked.seed ?? null,
  };
}

function parseName(name: string, { providers }: Catalog): { provider: ModelProvider; model: string } {
  const slash = name.indexOf("/");
  const known = Object.keys(providers);
  if (slash < 1 || slash === name.length - 1 || /\s/.test(name)) throw invalidModelName(name, known);
  const providerName = name.slice(0, slash);
  const provider = Object.hasOwn(providers, providerName) ? providers[providerName] : undefined;
  if (provider === undefined)
    throw unknownName("model provider", providerName, known, suggest(providerName, known));
  return { provider, model: name.slice(slash + 1) };
}

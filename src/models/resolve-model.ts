import type { Generation, ModelFacts } from "../core/identity.ts";
import {
  invalidBaseUrl,
  invalidModelName,
  missingBaseUrl,
  unknownName,
} from "../core/user-errors.ts";
import type { Protocol } from "../core/protocol.ts";
import type { ModelEntry } from "../core/run-config.ts";
import { suggest } from "../loader/suggest.ts";
import { createEnvironmentKey, type KeySource } from "./key-source.ts";
import { findPrice, type Price } from "./price.ts";
import { type ModelProvider, providers } from "./providers.ts";
import type { Secret } from "./secret.ts";

/** One protocol's address at a provider. */
export interface ModelEndpoint {
  readonly protocol: Protocol;
  /** Without a slash at the end; paths of the protocol follow. */
  readonly baseUrl: string;
  readonly host: string;
  readonly region: string | null;
  /** Headers that carry the key. */
  readonly authorize: (key: Secret) => Readonly<Record<string, string>>;
}

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
  readonly price: Price | null;
  readonly generation: Generation;
  readonly facts: ModelFacts;
}

export interface ModelOptions {
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Finds the provider, the addresses, the key and the price of `provider/name`. Prices go by the provider's name: who
 * reaches it through another address pays its prices.
 * @throws UserError where the name, the address or the key is wrong or missing.
 */
export function resolveModel(asked: ModelEntry, options: ModelOptions): ResolvedModel {
  const { name } = asked;
  const { provider, model } = parseName(name);
  const url = resolveUrl(provider, asked.baseUrl ?? null);
  const keyEnv = asked.keyEnv ?? provider.keyEnv;
  return {
    name,
    asked,
    provider,
    model,
    endpoints: {
      "openai-chat": {
        protocol: "openai-chat",
        baseUrl: url.href.replace(/\/+$/, ""),
        host: url.host,
        region: provider.regions[url.host] ?? null,
        authorize: (key) => ({ authorization: `Bearer ${key.reveal()}` }),
      },
    },
    key: keyEnv === null ? null : createEnvironmentKey(keyEnv, name, options.env),
    price: findPrice(provider.priceId, model),
    generation: toGeneration(asked),
    facts: UNKNOWN_FACTS,
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

function parseName(name: string): { provider: ModelProvider; model: string } {
  const slash = name.indexOf("/");
  const known = Object.keys(providers);
  if (slash < 1 || slash === name.length - 1 || /\s/.test(name)) throw invalidModelName(name, known);
  const providerName = name.slice(0, slash);
  const provider = Object.hasOwn(providers, providerName) ? providers[providerName] : undefined;
  if (provider === undefined)
    throw unknownName("model provider", providerName, known, suggest(providerName, known));
  return { provider, model: name.slice(slash + 1) };
}

/** A user name, a password or a query in the address could be a secret, and the address is written into results. */
function resolveUrl(provider: ModelProvider, asked: string | null): URL {
  const text = asked ?? provider.baseUrl;
  if (text === null) throw missingBaseUrl(provider.name);
  const url = URL.parse(text);
  if (url === null) throw invalidBaseUrl(text, "it is no URL");
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw invalidBaseUrl(text, "only http and https are spoken");
  if (url.username !== "" || url.password !== "")
    throw invalidBaseUrl(url.host, "it holds a user name or a password");
  if (url.search !== "" || url.hash !== "")
    throw invalidBaseUrl(url.host + url.pathname, "it holds a query or a fragment");
  return url;
}

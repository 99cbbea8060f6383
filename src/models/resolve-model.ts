import type { Generation } from "../core/identity.ts";
import {
  invalidBaseUrl,
  invalidModelName,
  missingBaseUrl,
  missingKey,
  unknownName,
} from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import { findPrice, type Price } from "./price.ts";
import { type ModelProvider, providers } from "./providers.ts";
import { Secret } from "./secret.ts";

/** A model with everything that is needed to call it. */
export interface ResolvedModel {
  /** provider/name, as the user wrote it. */
  readonly name: string;
  readonly provider: ModelProvider;
  /** Name that the provider knows it by. */
  readonly model: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly host: string;
  readonly region: string | null;
  /** Null where the provider needs none. */
  readonly key: Secret | null;
  readonly keyEnv: string | null;
  readonly price: Price | null;
  readonly generation: Generation;
}

export interface ModelOptions {
  readonly baseUrl: string | null;
  readonly keyEnv: string | null;
  readonly env: NodeJS.ProcessEnv;
  readonly generation: Generation;
}

/**
 * Finds the provider, the address, the key and the price of `provider/name`. Prices go by the provider's name: who
 * reaches it through another address pays its prices.
 * @throws UserError where the name, the address or the key is wrong or missing.
 */
export function resolveModel(name: string, options: ModelOptions): ResolvedModel {
  const { provider, model } = parseName(name);
  const url = resolveUrl(provider, options.baseUrl);
  const keyEnv = options.keyEnv ?? provider.keyEnv;
  return {
    name,
    provider,
    model,
    baseUrl: url.href.replace(/\/+$/, ""),
    host: url.host,
    region: provider.regions[url.host] ?? null,
    key: keyEnv === null ? null : readKey(keyEnv, name, options.env),
    keyEnv,
    price: findPrice(provider.priceId, model),
    generation: options.generation,
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

function readKey(keyEnv: string, name: string, env: NodeJS.ProcessEnv): Secret {
  const key = env[keyEnv]?.trim() ?? "";
  if (key === "") throw missingKey(name, keyEnv);
  if (!/^[\x21-\x7e]+$/.test(key)) throw missingKey(name, keyEnv, "it holds characters that no key has");
  return new Secret(key);
}

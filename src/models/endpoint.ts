import type { Auth } from "../core/models-file.ts";
import type { Protocol } from "../core/protocol.ts";
import type { ModelEntry } from "../core/run-config.ts";
import { invalidBaseUrl, missingBaseUrl } from "../core/user-errors.ts";
import type { ModelProvider } from "./provider.ts";
import type { Secret } from "./secret.ts";
import { fillTemplate } from "./template.ts";

/** One protocol's address at a provider. What is secret in it shows in `address` alone. */
export interface ModelEndpoint {
  readonly protocol: Protocol;
  /** As written, `${NAME}` not filled in; without a slash at the end. */
  readonly baseUrl: string;
  readonly host: string;
  readonly region: string | null;
  /** Where a request with this path (and query) goes, and the headers that it needs. */
  readonly address: (path: string, key: Secret | null) => { url: string; headers: Record<string, string> };
}

export interface EndpointOptions {
  readonly provider: ModelProvider;
  readonly model: string;
  readonly asked: ModelEntry;
  readonly env: NodeJS.ProcessEnv;
  /**
   * Told every value that came from the environment into a header or a query, and of those in the path the ones whose
   * names say that they are secret: a team's name there stands in transcripts for other reasons too.
   */
  readonly onSecret: (value: string) => void;
}

/** The addresses of a model, by protocol. @throws UserError */
export function resolveEndpoints(options: EndpointOptions): Partial<Record<Protocol, ModelEndpoint>> {
  const { provider, asked } = options;
  const names = (Object.keys(provider.endpoints) as Protocol[]).filter(
    (protocol) => asked.protocol === undefined || asked.protocol === protocol,
  );
  const chosen = asked.protocol === undefined ? names : [asked.protocol];
  return Object.fromEntries(chosen.map((protocol) => [protocol, resolveEndpoint(protocol, options)]));
}

function resolveEndpoint(protocol: Protocol, options: EndpointOptions): ModelEndpoint {
  const { provider, asked, env, onSecret } = options;
  const template = asked.baseUrl === undefined ? provider.endpoints[protocol] : suit(protocol, asked.baseUrl);
  if (template === undefined || template === null) throw missingBaseUrl(provider.name);
  const named = template.replaceAll("{model}", encodeURIComponent(options.model));
  const pathIndex = ORIGIN.exec(named)?.[0].length ?? 0;
  const filled = fillTemplate(named, env, ({ value, name, index }) => {
    if (index < pathIndex || !SECRET_NAME.test(name)) return;
    onSecret(value);
    // As it stands in the address, and comes back in a provider's error.
    onSecret(encodeURI(value));
  });
  const url = parseUrl(filled, template);
  const fill = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(
      ([key, value]) => [key, fillTemplate(value, env, (one) => onSecret(one.value))] as const,
    );
  const headers = fill({ ...provider.headers, ...asked.headers });
  const query = fill({ ...provider.query, ...asked.query });
  const auth = asked.auth ?? provider.auth ?? DEFAULT_AUTH[protocol];
  const base = url.href.replace(/\/+$/, "");
  return {
    protocol,
    baseUrl: template.replace(/\/+$/, ""),
    host: url.host,
    region: provider.regions[url.host] ?? null,
    address: (path, key) => {
      const target = new URL(`${base}${path}`);
      for (const [name, value] of query) target.searchParams.set(name, value);
      return {
        url: target.href,
        headers: { ...(key === null ? {} : authorize(auth, key)), ...Object.fromEntries(headers) },
      };
    },
  };
}

/** Scheme, host and port. A host is written into results, whatever it is made of. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i;
/** Names of variables that hold a secret, such as GATEWAY_TOKEN. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL/i;

const DEFAULT_AUTH: Readonly<Record<Protocol, Auth>> = {
  "openai-chat": "bearer",
  "openai-responses": "bearer",
  "anthropic-messages": "x-api-key",
  gemini: "x-goog-api-key",
};

function authorize(auth: Auth, key: Secret): Record<string, string> {
  if (auth === "none") return {};
  return auth === "bearer" ? { authorization: `Bearer ${key.reveal()}` } : { [auth]: key.reveal() };
}

/** One address for a server of several protocols: Google's version has another name than all others'. */
const suit = (protocol: Protocol, baseUrl: string): string =>
  protocol === "gemini" ? baseUrl.replace(/\/v1\/*$/, "/v1beta") : baseUrl;

/** A user name, a password or a query in the address could be a secret, and the address is written into results. */
function parseUrl(text: string, template: string): URL {
  const url = URL.parse(text);
  if (url === null) throw invalidBaseUrl(template, "it is no URL");
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw invalidBaseUrl(template, "only http and https are spoken");
  if (url.username !== "" || url.password !== "")
    throw invalidBaseUrl(url.host, "it holds a user name or a password");
  if (url.search !== "" || url.hash !== "")
    throw invalidBaseUrl(
      url.host + url.pathname,
      "it holds a query or a fragment; `query:` in a run file takes one",
    );
  return url;
}

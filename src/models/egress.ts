import { readFileSync } from "node:fs";
import { getCACertificates } from "node:tls";
import { EnvHttpProxyAgent, fetch as undiciFetch } from "undici";
import { hostNotAllowed, unreadableFile } from "../core/user-errors.ts";

export interface EgressOptions {
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read from it, in capitals or not. */
  readonly env: NodeJS.ProcessEnv;
  /** The only hosts that may be reached: `host`, `host:port`, or `*.domain`; null: any. */
  readonly allowHosts: readonly string[] | null;
  /** A file of certificates (PEM) that are trusted beside the system's. */
  readonly caFile: string | null;
}

/** The way to the hosts that a run talks to: by the proxy that the machine has, and to those alone that are allowed. */
export interface Egress extends AsyncDisposable {
  /** Follows no redirect by itself. @throws UserError `host-not-allowed` before a byte is sent or a name looked up */
  readonly fetch: typeof globalThis.fetch;
  /** @throws UserError `host-not-allowed` */
  readonly requireHost: (host: string) => void;
  /** Host and port of the proxy of https, as a result shows it; null where there is none. */
  readonly proxy: string | null;
}

/** Silence is the gateway's to judge: a model may think for long. */
const NO_TIMEOUT = 0;
/** No proxy can reach this machine's own servers, and few lists of exceptions name them. */
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

export function createEgress({ env, allowHosts, caFile }: EgressOptions): Egress {
  const read = (name: string): string | undefined => env[name.toLowerCase()] ?? env[name];
  const httpProxy = read("HTTP_PROXY") ?? "";
  const httpsProxy = read("HTTPS_PROXY") ?? "";
  const trust = caFile === null ? {} : { ca: [...getCACertificates("default"), readCa(caFile)] };
  const open = (proxies: { readonly httpProxy: string; readonly httpsProxy: string }): EnvHttpProxyAgent =>
    new EnvHttpProxyAgent({
      ...proxies,
      noProxy: [read("NO_PROXY") ?? "", ...LOOPBACK].join(","),
      headersTimeout: NO_TIMEOUT,
      bodyTimeout: NO_TIMEOUT,
      connect: trust,
      requestTls: trust,
      proxyTls: trust,
    });
  // One agent for both would send https through HTTP_PROXY where there is no HTTPS_PROXY.
  const agents = {
    "http:": open({ httpProxy, httpsProxy: "" }),
    "https:": open({ httpProxy: "", httpsProxy }),
  };
  const requireHost = (host: string): void => {
    if (allowHosts !== null && !allowHosts.some((allowed) => isAllowed(allowed, host)))
      throw hostNotAllowed(host, allowHosts);
  };
  return {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      requireHost(url.port === "" ? `${url.hostname}:${url.protocol === "https:" ? 443 : 80}` : url.host);
      const dispatcher = url.protocol === "https:" ? agents["https:"] : agents["http:"];
      const options = { redirect: "manual", ...init, dispatcher };
      return undiciFetch(url, options as Parameters<typeof undiciFetch>[1]) as unknown as Promise<Response>;
    },
    requireHost,
    proxy: httpsProxy === "" ? null : (URL.parse(httpsProxy)?.host ?? null),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(Object.values(agents).map((agent) => agent.destroy()));
    },
  };
}

/** `host` allows every port of it. */
function isAllowed(allowed: string, host: string): boolean {
  const pattern = allowed.toLowerCase();
  const name = host.toLowerCase();
  const bare = name.replace(/:\d+$/, "");
  if (pattern.startsWith("*.")) return bare.endsWith(pattern.slice(1));
  return pattern === name || pattern === bare;
}

function readCa(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw unreadableFile(file, cause);
  }
}

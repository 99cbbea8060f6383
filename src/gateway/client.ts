import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { createFetchOutlet, createStreamOutlet, type Outlet } from "./outlet.ts";
import type { Refusal } from "./refusal.ts";
import { readBody, readWhole } from "./request-body.ts";

/** One request of an agent, wherever the agent runs. */
export interface ClientRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** A refusal where it is too large or too slow, null where the client has gone. Never rejects. */
  readonly readBody: (signal: AbortSignal) => Promise<Uint8Array | Refusal | null>;
  readonly outlet: Outlet;
  /** Aborted when the client's end is closed, by whomever. */
  readonly closed: AbortSignal;
}

/** A request that came out of a sandbox. @param stallMs after which a client that takes nothing is cut off */
export function fromStream(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  stallMs: number,
): ClientRequest {
  const closed = new AbortController();
  if (stream.closed) closed.abort();
  else stream.once("close", () => closed.abort());
  const [path = "/", query = ""] = (headers[":path"] ?? "/").split("?", 2);
  return {
    method: headers[":method"] ?? "GET",
    path,
    query: new URLSearchParams(query),
    headers: headers as Readonly<Record<string, string | undefined>>,
    readBody: (signal) => readBody(stream, signal),
    outlet: createStreamOutlet(stream, stallMs),
    closed: closed.signal,
  };
}

/** A `fetch` whose requests go to the gateway without leaving this process. */
export function createGatewayFetch(route: (client: ClientRequest) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const { outlet, response, closed } = createFetchOutlet(request.signal);
    route({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: Object.fromEntries(request.headers),
      readBody: (signal) => readWhole(request, signal),
      outlet,
      closed,
    });
    return response;
  };
}

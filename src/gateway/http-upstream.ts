import type { ModelEndpoint, ResolvedModel } from "../models/resolve-model.ts";
import type { Upstream } from "./upstream.ts";

export interface HttpUpstreamOptions {
  readonly model: ResolvedModel;
  readonly endpoint: ModelEndpoint;
  /** Reaches the hosts that the run may reach, by the proxy that the machine has. */
  readonly fetch: typeof globalThis.fetch;
}

/** The provider itself, with the real key. It follows no redirect: the key goes to the configured host alone. */
export function createHttpUpstream({ model, endpoint, fetch }: HttpUpstreamOptions): Upstream {
  return async ({ path, headers, body, signal }) =>
    fetch(`${endpoint.baseUrl}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        ...headers,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "user-agent": "buildoff",
        ...(model.key === null ? {} : endpoint.authorize(await model.key.current())),
      },
      body,
      signal,
    });
}

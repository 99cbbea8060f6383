import type { ModelEndpoint } from "../models/endpoint.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { Secret } from "../models/secret.ts";
import type { Upstream, UpstreamCall } from "./upstream.ts";

export interface HttpUpstreamOptions {
  readonly model: ResolvedModel;
  readonly endpoint: ModelEndpoint;
  /** Reaches the hosts that the run may reach, by the proxy that the machine has. */
  readonly fetch: typeof globalThis.fetch;
}

const UNAUTHORIZED = 401;
/** Google's way of refusing a key. */
const BAD_REQUEST = 400;
const KEY_REFUSED = /"API_KEY_INVALID"/;

/**
 * The provider itself, with the real key. It follows no redirect: the key goes to the configured host alone. A key that
 * is refused is read anew, once.
 */
export function createHttpUpstream({ model, endpoint, fetch }: HttpUpstreamOptions): Upstream {
  const send = ({ path, headers, body, signal }: UpstreamCall, key: Secret | null): Promise<Response> => {
    const target = endpoint.address(path, key);
    return fetch(target.url, {
      method: "POST",
      redirect: "manual",
      headers: {
        ...headers,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "user-agent": "buildoff",
        ...target.headers,
      },
      body,
      signal,
    });
  };
  return async (call) => {
    if (model.key === null) return send(call, null);
    const key = await model.key.current();
    const response = await send(call, key);
    if (!(await isKeyRefused(response)) || !(await model.key.refresh(key))) return response;
    await response.body?.cancel();
    return send(call, await model.key.current());
  };
}

async function isKeyRefused(response: Response): Promise<boolean> {
  if (response.status !== BAD_REQUEST) return response.status === UNAUTHORIZED;
  const said = await response
    .clone()
    .text()
    .catch(() => "");
  return KEY_REFUSED.test(said);
}

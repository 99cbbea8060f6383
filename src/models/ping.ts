import type { Protocol } from "../core/protocol.ts";
import type { ResolvedModel } from "./resolve-model.ts";

/** Whether a provider answers. */
export interface Ping {
  readonly isUp: boolean;
  readonly ms: number;
  readonly message: string;
}

export interface PingOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Ask the model for a few tokens, which are paid for; else only for the list of models, which is free. */
  readonly asksModel: boolean;
}

const TIMEOUT_MS = 30_000;
/** The fewest that every protocol takes. */
const MAX_TOKENS = 16;

/** The smallest call of each protocol. */
const CALLS: Readonly<
  Record<Protocol, (model: ResolvedModel) => { readonly path: string; readonly body: object }>
> = {
  "openai-chat": ({ model, provider }) => ({
    path: "/chat/completions",
    body: { model, messages: [{ role: "user", content: "Say hi." }], [provider.maxTokensKey]: MAX_TOKENS },
  }),
  "openai-responses": ({ model }) => ({
    path: "/responses",
    body: { model, input: "Say hi.", max_output_tokens: MAX_TOKENS, store: false },
  }),
  "anthropic-messages": ({ model }) => ({
    path: "/messages",
    body: { model, messages: [{ role: "user", content: "Say hi." }], max_tokens: MAX_TOKENS },
  }),
  gemini: ({ model }) => ({
    path: `/models/${encodeURIComponent(model)}:generateContent`,
    body: {
      contents: [{ role: "user", parts: [{ text: "Say hi." }] }],
      generationConfig: { maxOutputTokens: MAX_TOKENS },
    },
  }),
};

/** Asks a provider whether it is there. Never throws but for a key that cannot be read. */
export async function pingModel(model: ResolvedModel, { fetch, asksModel }: PingOptions): Promise<Ping> {
  const [endpoint] = Object.values(model.endpoints);
  if (endpoint === undefined) return { isUp: false, ms: 0, message: "it has no endpoint" };
  const call = asksModel ? CALLS[endpoint.protocol](model) : { path: "/models", body: null };
  const key = model.key === null ? null : await model.key.current();
  const { url, headers } = endpoint.address(call.path, key);
  const startedAt = performance.now();
  const took = (): number => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(url, {
      method: call.body === null ? "GET" : "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        ...(endpoint.protocol === "anthropic-messages" ? { "anthropic-version": "2023-06-01" } : {}),
      },
      ...(call.body === null ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return {
      isUp: response.ok,
      ms: took(),
      message: response.ok ? "ok" : `status ${response.status}: ${hide(text, model)}`,
    };
  } catch (error) {
    const { cause, message } = error as Error;
    return { isUp: false, ms: took(), message: cause instanceof Error ? cause.message : message };
  }
}

/** What a provider says may repeat the key. */
function hide(text: string, model: ResolvedModel): string {
  return model.secrets().reduce((said, secret) => said.replaceAll(secret, "[redacted]"), text);
}

import { randomUUID } from "node:crypto";
import type { ModelAccess } from "../../src/core/agent.ts";
import type { GatewayEvent } from "../../src/core/event.ts";
import type { Gateway } from "../../src/core/gateway.ts";
import { PROVIDER_DEFAULT_GENERATION, type Generation } from "../../src/core/identity.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/limits.ts";
import type { Sandbox } from "../../src/core/sandbox.ts";
import type { RunBudget } from "../../src/gateway/budget.ts";
import { createGateway } from "../../src/gateway/gateway.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";
import { createProcessSandbox } from "./process-sandbox.ts";

export const KEY = "sk-test-0123456789abcdef";

export interface OpenGatewayOptions {
  readonly baseUrl: string;
  readonly model?: string;
  readonly limits?: Partial<Limits>;
  readonly generation?: Partial<Generation>;
  readonly budget?: RunBudget;
  readonly sandbox?: Sandbox;
  readonly signal?: AbortSignal;
  readonly retries?: number;
}

export interface OpenedGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly access: ModelAccess;
  readonly events: readonly GatewayEvent[];
  /** POSTs a body to the agent's side. */
  readonly chat: (body: object, init?: RequestInit) => Promise<Response>;
}

/** A gateway with its forwarder, in front of a server. */
export async function openGateway(options: OpenGatewayOptions): Promise<OpenedGateway> {
  const events: GatewayEvent[] = [];
  const gateway = createGateway({
    model: resolveModel(options.model ?? "openai/gpt-4o-mini", {
      baseUrl: options.baseUrl,
      keyEnv: null,
      env: { OPENAI_API_KEY: KEY },
      generation: { ...PROVIDER_DEFAULT_GENERATION, ...options.generation },
    }),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    emit: (event) => void events.push(event),
    now: Date.now,
    randomId: randomUUID,
    signal: options.signal ?? new AbortController().signal,
    redact: (text) => text.replaceAll(KEY, "[redacted]"),
    retry: { retries: options.retries ?? 2, firstDelayMs: 5, longestDelayMs: 2_000 },
    ...(options.budget === undefined ? {} : { budget: options.budget }),
  });
  const access = await gateway.attach(options.sandbox ?? createProcessSandbox().sandbox);
  const chat = (body: object, init: RequestInit = {}): Promise<Response> =>
    fetch(`${access.baseUrl}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${access.token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      ...init,
    });
  return { gateway, access, events, chat, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

/** A small chat request. */
export const ask = (text = "Hello", more: object = {}) => ({
  model: "gpt-4o-mini",
  messages: [{ role: "user", content: text }],
  ...more,
});

/** The events of a streamed reply, parsed; `[DONE]` stays a text. */
export async function readEvents(response: Response): Promise<unknown[]> {
  const text = await response.text();
  return text
    .split("\n\n")
    .filter(Boolean)
    .map((event) => event.replace(/^data: /, ""))
    .map((data) => (data === "[DONE]" ? data : (JSON.parse(data) as unknown)));
}

export async function readErrorCode(response: Response): Promise<string | null> {
  const { error } = (await response.json()) as { error: { code: string | null } };
  return error.code;
}

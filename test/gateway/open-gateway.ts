import { randomUUID } from "node:crypto";
import type { McpAccess, ModelAccess } from "../../src/core/agent.ts";
import type { GatewayEvent } from "../../src/core/event.ts";
import type { Gateway, Mount } from "../../src/core/gateway.ts";
import type { Protocol } from "../../src/core/protocol.ts";
import type { ModelEntry } from "../../src/core/run-config.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/core/limits.ts";
import type { Sandbox } from "../../src/core/sandbox.ts";
import type { RunBudget } from "../../src/gateway/budget.ts";
import { createGateway } from "../../src/gateway/gateway.ts";
import type { ProviderPool } from "../../src/gateway/provider-pool.ts";
import type { RetryPolicy } from "../../src/gateway/retry.ts";
import { createHttpUpstream } from "../../src/gateway/http-upstream.ts";
import { chooseProtocol } from "../../src/gateway/protocols.ts";
import type { ModelRoute } from "../../src/gateway/scope.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";
import { createProcessSandbox } from "./process-sandbox.ts";

const catalog = await loadCatalog([]);

export const KEY = "sk-test-0123456789abcdef";

export interface OpenGatewayOptions {
  readonly baseUrl: string;
  readonly model?: string;
  readonly limits?: Partial<Limits>;
  /** As a run file has it. */
  readonly generation?: Partial<ModelEntry>;
  readonly protocols?: readonly Protocol[];
  readonly allowsProviderTools?: boolean;
  readonly mounts?: readonly Mount[];
  readonly budget?: RunBudget;
  readonly sandbox?: Sandbox;
  readonly signal?: AbortSignal;
  readonly retry?: Partial<RetryPolicy>;
  readonly pool?: ProviderPool;
}

export interface OpenedGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly access: ModelAccess;
  readonly mcpServers: readonly McpAccess[];
  readonly events: readonly GatewayEvent[];
  /** POSTs a body to the agent's side. */
  readonly chat: (body: object, init?: RequestInit) => Promise<Response>;
}

/** A gateway with its forwarder, in front of a server. */
export async function openGateway(options: OpenGatewayOptions): Promise<OpenedGateway> {
  const events: GatewayEvent[] = [];
  const gateway = createGateway({
    route: toRoute(options),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    emit: (event) => void events.push(event),
    now: Date.now,
    randomId: randomUUID,
    signal: options.signal ?? new AbortController().signal,
    redact: (text) => text.replaceAll(KEY, "[redacted]"),
    retry: {
      patienceMs: 60_000,
      firstDelayMs: 5,
      longestDelayMs: 100,
      firstByteMs: 60_000,
      stallMs: 60_000,
      silenceMs: 60_000,
      ...options.retry,
    },
    ...(options.pool === undefined ? {} : { pool: options.pool }),
    ...(options.budget === undefined ? {} : { budget: options.budget }),
  });
  const attached = await gateway.attach(
    options.sandbox ?? createProcessSandbox().sandbox,
    options.mounts ?? [],
  );
  const access = attached.model!;
  const chat = (body: object, init: RequestInit = {}): Promise<Response> =>
    fetch(`${access.baseUrl}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${access.token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      ...init,
    });
  const { mcpServers } = attached;
  return {
    gateway,
    access,
    mcpServers,
    events,
    chat,
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

function toRoute({
  model: name = "openai/gpt-4o-mini",
  baseUrl,
  generation = {},
  ...options
}: OpenGatewayOptions): ModelRoute {
  const model = resolveModel(
    { name, baseUrl, ...generation },
    {
      env: { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, GEMINI_API_KEY: KEY, DASHSCOPE_API_KEY: KEY },
      catalog,
    },
  );
  const protocol = chooseProtocol(options.protocols ?? ["openai-chat"], model)!;
  const endpoint = model.endpoints[protocol.name]!;
  const allowsProviderTools = options.allowsProviderTools ?? false;
  return {
    model,
    endpoint,
    protocol,
    allowsProviderTools,
    send: createHttpUpstream({ model, endpoint, fetch }),
  };
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

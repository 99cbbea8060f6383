import { afterEach, describe, expect, it } from "vitest";
import type { Protocol } from "../../src/core/protocol.ts";
import { UsageSchema } from "../../src/core/usage.ts";
import { protocols } from "../../src/gateway/protocols.ts";
import { openGateway, type OpenedGateway, type OpenGatewayOptions } from "../gateway/open-gateway.ts";
import { type Reply, type ScriptedModel, startScriptedModel } from "../support/scripted-model.ts";

const KEY = "sk-test-0123456789abcdef";
const MODEL = "a-model";

interface Dialect {
  /** Names a provider that has the protocol. */
  readonly provider: string;
  readonly path: (isStreaming: boolean, model?: string) => string;
  readonly toHeaders: (token: string) => Record<string, string>;
  /** A request with more in it than buildoff knows of. */
  readonly toBody: (isStreaming: boolean, more?: object) => object;
  /** Bodies that have the provider do something beside answering. */
  readonly providerTools: readonly object[];
  readonly remote: readonly object[];
  /** What a client reads a message out of. */
  readonly readError: (body: unknown) => unknown;
}

const TEXT = { type: "text", text: "see https://example.com/a.png", cache_control: { type: "ephemeral" } };

const DIALECTS: Readonly<Record<Protocol, Dialect>> = {
  "openai-chat": {
    provider: "openai",
    path: () => "/v1/chat/completions",
    toHeaders: (token) => ({ authorization: `Bearer ${token}` }),
    toBody: (stream, more = {}) => ({
      model: MODEL,
      stream,
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      messages: [{ role: "user", content: [TEXT], name: "someone" }],
      tools: [{ type: "function", function: { name: "look", parameters: { type: "object", x: [1] } } }],
      ...more,
    }),
    providerTools: [
      { tools: [{ type: "web_search" }] },
      { enable_search: true },
      { plugins: [{ id: "web" }] },
    ],
    remote: [
      {
        messages: [
          { role: "user", content: [{ type: "image_url", image_url: { url: "https://e.example/a" } }] },
        ],
      },
      { messages: [{ role: "user", content: [{ type: "file", file: { file_id: "f" } }] }] },
    ],
    readError: (body) => (body as { error: { message: unknown } }).error.message,
  },
  "openai-responses": {
    provider: "openai",
    path: () => "/v1/responses",
    toHeaders: (token) => ({ authorization: `Bearer ${token}` }),
    toBody: (stream, more = {}) => ({
      model: MODEL,
      stream,
      store: false,
      instructions: "Be brief.",
      input: [
        { type: "message", role: "user", content: [{ type: "input_text", text: "https://example.com" }] },
        { type: "function_call_output", call_id: "c", output: "https://example.com" },
      ],
      include: ["reasoning.encrypted_content"],
      tools: [{ type: "function", name: "look", parameters: { type: "object" }, strict: false }],
      ...more,
    }),
    providerTools: [
      { tools: [{ type: "web_search" }] },
      { tools: [{ type: "mcp", server_url: "https://e.example" }] },
      { tools: [{ type: "code_interpreter", container: { type: "auto" } }] },
      { tools: [{ type: "shell", environment: { type: "container_auto" } }] },
      {
        tools: [{ type: "namespace", name: "n", tools: [{ type: "mcp", server_url: "https://e.example" }] }],
      },
      { input: [{ type: "tool_search_output", call_id: "c", tools: [{ type: "web_search" }] }] },
      { input: [{ type: "additional_tools", role: "developer", tools: [{ type: "of_tomorrow" }] }] },
    ],
    remote: [
      { input: [{ role: "user", content: [{ type: "input_image", image_url: "https://e.example/a.png" }] }] },
      { input: [{ role: "user", content: [{ type: "input_file", file_id: "f" }] }] },
      { input: [{ type: "item_reference", id: "msg_1" }] },
      {
        input: [
          { type: "function_call_output", call_id: "c", output: [{ type: "input_image", file_id: "f" }] },
        ],
      },
    ],
    readError: (body) => (body as { error: { message: unknown } }).error.message,
  },
  "anthropic-messages": {
    provider: "anthropic",
    path: () => "/v1/messages?beta=true",
    toHeaders: (token) => ({ "x-api-key": token, "anthropic-version": "2023-06-01" }),
    toBody: (stream, more = {}) => ({
      model: MODEL,
      stream,
      max_tokens: 100,
      system: [TEXT],
      messages: [
        { role: "user", content: [TEXT] },
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "t", name: "look", input: { url: "https://e.example" } }],
        },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: "https://e.example" }] },
      ],
      tools: [
        { name: "look", input_schema: { type: "object" } },
        { type: "bash_20250124", name: "bash" },
      ],
      ...more,
    }),
    providerTools: [
      { tools: [{ type: "web_search_20250305", name: "web_search" }] },
      { tools: [{ type: "code_execution_20250522", name: "code_execution" }] },
      { mcp_servers: [{ type: "url", url: "https://e.example", name: "x" }] },
      { container: "c_1" },
    ],
    remote: [
      {
        messages: [
          { role: "user", content: [{ type: "image", source: { type: "url", url: "https://e.example" } }] },
        ],
      },
      {
        messages: [{ role: "user", content: [{ type: "document", source: { type: "file", file_id: "f" } }] }],
      },
      {
        messages: [
          {
            role: "user",
            content: [
              {
                type: "tool_result",
                content: [{ type: "image", source: { type: "url", url: "https://e.example" } }],
              },
            ],
          },
        ],
      },
    ],
    readError: (body) => (body as { type: "error"; error: { message: unknown } }).error.message,
  },
  gemini: {
    provider: "google",
    path: (isStreaming, model = MODEL) =>
      `/v1beta/models/${model}:${isStreaming ? "streamGenerateContent?alt=sse" : "generateContent"}`,
    toHeaders: (token) => ({ "x-goog-api-key": token }),
    toBody: (_stream, more = {}) => ({
      systemInstruction: { parts: [{ text: "Be brief." }] },
      contents: [
        { role: "user", parts: [{ text: "https://example.com" }] },
        { role: "model", parts: [{ functionCall: { name: "look", args: { url: "https://e.example" } } }] },
        {
          role: "user",
          parts: [{ functionResponse: { name: "look", response: { output: "https://e.example" } } }],
        },
      ],
      tools: [{ functionDeclarations: [{ name: "look", parametersJsonSchema: { type: "object" } }] }],
      generationConfig: { topK: 3, thinkingConfig: { includeThoughts: true } },
      ...more,
    }),
    providerTools: [
      { tools: [{ googleSearch: {} }] },
      { tools: [{ codeExecution: {} }] },
      { tools: [{ urlContext: {} }] },
    ],
    remote: [
      { contents: [{ role: "user", parts: [{ fileData: { fileUri: "https://e.example/a.mp4" } }] }] },
      { systemInstruction: { parts: [{ fileData: { fileUri: "https://e.example/a.pdf" } }] } },
      { system_instruction: { parts: { file_data: { file_uri: "https://e.example/a.pdf" } } } },
      {
        contents: [
          {
            role: "user",
            parts: [
              {
                functionResponse: { name: "look", response: {} },
                function_response: { parts: [{ fileData: { fileUri: "https://e.example/a.png" } }] },
              },
            ],
          },
        ],
      },
    ],
    readError: (body) => (body as { error: { message: unknown } }).error.message,
  },
};

const disposables: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of disposables.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

interface Opened extends OpenedGateway {
  readonly server: ScriptedModel;
  readonly send: (
    isStreaming: boolean,
    body?: object,
    init?: { path?: string; signal?: AbortSignal; token?: string },
  ) => Promise<Response>;
}

async function open(
  name: Protocol,
  replies: readonly Reply[],
  options: Partial<OpenGatewayOptions> = {},
): Promise<Opened> {
  const dialect = DIALECTS[name];
  const server = await startScriptedModel({ replies, apiKey: KEY });
  const model = `${dialect.provider}/${MODEL}`;
  const opened = await openGateway({ baseUrl: server.baseUrl, model, protocols: [name], ...options });
  disposables.push(server, opened);
  const origin = new URL(opened.access.baseUrl).origin;
  return {
    ...opened,
    server,
    send: (isStreaming, body = dialect.toBody(isStreaming), init = {}) =>
      fetch(`${origin}${init.path ?? dialect.path(isStreaming)}`, {
        method: "POST",
        headers: {
          ...dialect.toHeaders(init.token ?? opened.access.token),
          "content-type": "application/json",
        },
        body: JSON.stringify(body),
        ...(init.signal === undefined ? {} : { signal: init.signal }),
      }),
  };
}

const REPLY: Reply = {
  text: "Hello there, world",
  reasoning: "I think so",
  toolCalls: [{ name: "look", arguments: { at: "https://example.com", n: 1 } }],
  usage: {
    inputTokens: 1_000,
    outputTokens: 60,
    cacheReadTokens: 300,
    cacheWriteTokens: 200,
    reasoningTokens: 20,
  },
};

/** What each protocol tells of the tokens; the others it has no word for. */
const TOLD: Readonly<Record<Protocol, object>> = {
  "openai-chat": {
    inputTokens: 1_000,
    outputTokens: 60,
    cacheReadTokens: 300,
    cacheWriteTokens: 200,
    reasoningTokens: 20,
  },
  "openai-responses": {
    inputTokens: 1_000,
    outputTokens: 60,
    cacheReadTokens: 300,
    cacheWriteTokens: 200,
    reasoningTokens: 20,
  },
  "anthropic-messages": {
    inputTokens: 1_000,
    outputTokens: 60,
    cacheReadTokens: 300,
    cacheWriteTokens: 200,
    reasoningTokens: 20,
  },
  gemini: {
    inputTokens: 1_000,
    outputTokens: 60,
    cacheReadTokens: 300,
    cacheWriteTokens: 0,
    reasoningTokens: 20,
  },
};

describe.each(Object.keys(protocols) as Protocol[])("the protocol %s", (name) => {
  const dialect = DIALECTS[name];

  it.each([false, true])(
    "passes a request and its reply on untouched (streaming: %s), and meters it",
    async (isStreaming) => {
      const { send, server, gateway, events } = await open(name, [REPLY]);
      const body = dialect.toBody(isStreaming);
      const response = await send(isStreaming, body);
      const passed = await response.text();
      expect(response.status).toBe(200);
      expect(server.requests[0]?.body).toEqual(body);
      expect(server.requests[0]?.model).toBe(MODEL);
      const direct = await fetch(`${new URL(server.baseUrl).origin}${dialect.path(isStreaming)}`, {
        method: "POST",
        headers: dialect.toHeaders(KEY),
        body: JSON.stringify(body),
      });
      const numbered = (text: string): string =>
        text.replaceAll(/(chatcmpl-|resp_|msg_|rs_|fc_|call_|gemini-)\d+/g, "$1N");
      expect(numbered(passed)).toBe(numbered(await direct.text()));
      expect(gateway.usage()).toMatchObject({ requests: 1, unmeteredRequests: 0, ...TOLD[name] });
      expect(gateway.answeredModel()).toBe(MODEL);
      const end = events.find(({ type }) => type === "model-response");
      expect(end).toMatchObject({ status: 200, usage: TOLD[name] });
      expect(UsageSchema.safeParse((end as { usage: unknown }).usage).success).toBe(true);
      const recorded = JSON.stringify(end);
      for (const part of ["Hello there, world", "I think so", "look"]) expect(recorded).toContain(part);
      expect(gateway.timing().firstTokenMs !== null).toBe(isStreaming);
    },
  );

  it("calls the provider with the real key, and shows it to nobody", async () => {
    const { send, events, access } = await open(name, [REPLY]);
    const response = await send(false);
    expect(`${await response.text()}${JSON.stringify(events)}${JSON.stringify(access)}`).not.toContain(KEY);
  });

  it("refuses another model, without asking the provider", async () => {
    const { send, server } = await open(name, [REPLY]);
    const response = await send(false, dialect.toBody(false, { model: "another" }), {
      path: dialect.path(false, "another"),
    });
    expect(response.status).toBe(403);
    expect(dialect.readError(await response.json())).toContain('may use the model "a-model" only');
    expect(server.requests).toHaveLength(0);
  });

  it.each(dialect.providerTools.map((more) => [JSON.stringify(more), more] as const))(
    "refuses %s, and lets it through where the task allows it",
    async (_title, more) => {
      const { send, server } = await open(name, [REPLY]);
      const response = await send(false, dialect.toBody(false, more));
      expect(response.status).toBe(403);
      expect(dialect.readError(await response.json())).toContain("would run at the provider");
      expect(server.requests).toHaveLength(0);
      const allowing = await open(name, [REPLY], { allowsProviderTools: true });
      const body = dialect.toBody(false, more);
      expect((await allowing.send(false, body)).status).toBe(200);
      expect(allowing.server.requests[0]?.body).toEqual(body);
    },
  );

  it.each(dialect.remote.map((more) => [JSON.stringify(more), more] as const))(
    "refuses what the provider would fetch: %s",
    async (_title, more) => {
      const { send, server } = await open(name, [REPLY]);
      const response = await send(false, dialect.toBody(false, more));
      expect(response.status).toBe(403);
      expect(dialect.readError(await response.json())).toContain("would fetch an address");
      expect(server.requests).toHaveLength(0);
    },
  );

  it("wants the trial's token", async () => {
    const { send, server } = await open(name, [REPLY]);
    const response = await send(false, undefined, { token: "trial-of-another" });
    expect(response.status).toBe(401);
    expect(dialect.readError(await response.json())).toContain("not the token of this trial");
    expect(server.requests).toHaveLength(0);
  });

  it("sets what the run sets in the protocol's own members", async () => {
    const { send, server } = await open(name, [REPLY], {
      generation: { temperature: 0.5, topP: 0.9, maxOutputTokens: 77, reasoningEffort: "high" },
    });
    expect((await send(false)).status).toBe(200);
    const text = JSON.stringify(server.requests[0]?.body);
    for (const part of ['"temperature":0.5', "0.9", "77", '"high"']) expect(text).toContain(part);
  });

  it("gives the provider's own error for a request that is wrong, and calls it no outage", async () => {
    const { send, gateway } = await open(name, [{ fault: "overflow" }]);
    const response = await send(false);
    expect(response.status).toBe(400);
    expect(dialect.readError(await response.json())).toBe("prompt is too long");
    expect(gateway.failure()).toBeNull();
  });

  it("passes a refusal of the model on as an answer", async () => {
    const { send, gateway } = await open(name, [{ text: "I cannot.", finish: "refusal" }]);
    expect(await (await send(true)).text()).toContain("cannot");
    expect(gateway.failure()).toBeNull();
    expect(gateway.usage()).toMatchObject({ requests: 1, unmeteredRequests: 0 });
  });

  it("cancels the provider's call where the client hangs up, and counts it as unmetered", async () => {
    const { send, server, gateway } = await open(name, [{ text: "word ".repeat(200), delayMs: 20 }]);
    const leave = new AbortController();
    const response = await send(true, undefined, { signal: leave.signal });
    const reader = response.body!.getReader();
    await reader.read();
    leave.abort();
    await reader.read().catch(() => {});
    await server.requests[0]!.aborted;
    await expect.poll(() => gateway.usage().unmeteredRequests).toBe(1);
    expect(gateway.failure()).toBeNull();
  });

  it.each(["cut", "malformed", "error-event"] as const)(
    "takes a stream with the fault %s for no answer",
    async (fault) => {
      const { send, gateway } = await open(name, [{ fault, after: 2 }], { retry: { patienceMs: 0 } });
      const text = await (await send(true)).text().catch(() => "cut");
      expect(text === "cut" || fault === "error-event" || fault === "malformed").toBe(true);
      await expect.poll(() => gateway.failure()).toMatchObject({ code: "provider" });
    },
  );

  it("lists the one model", async () => {
    const { access } = await open(name, [REPLY]);
    const origin = new URL(access.baseUrl).origin;
    const path = name === "gemini" ? "/v1beta/models" : "/v1/models";
    const response = await fetch(`${origin}${path}`, { headers: dialect.toHeaders(access.token) });
    expect(await response.text()).toContain(MODEL);
  });
});

describe("the count of tokens", () => {
  it.each([
    ["anthropic-messages", "/v1/messages/count_tokens", "input_tokens"],
    ["gemini", `/v1beta/models/${MODEL}:countTokens`, "totalTokens"],
  ] as const)("is passed on in %s, and counts as no request", async (name, path, member) => {
    const { send, gateway } = await open(name, [REPLY]);
    const response = await send(false, undefined, { path });
    expect(await response.json()).toMatchObject({ [member]: 42 });
    expect(gateway.usage().requests).toBe(0);
  });
});

it("hands Anthropic's beta features on, but for those that act at the provider", async () => {
  const { access, server } = await open("anthropic-messages", [REPLY]);
  await fetch(`${access.baseUrl}/v1/messages`, {
    method: "POST",
    headers: {
      "x-api-key": access.token,
      "anthropic-beta": "interleaved-thinking-2025-05-14, mcp-client-2025-04-04,code-execution-2025-08-25",
    },
    body: JSON.stringify(DIALECTS["anthropic-messages"].toBody(false)),
  });
  expect(server.requests[0]?.headers["anthropic-beta"]).toBe("interleaved-thinking-2025-05-14");
  expect(server.requests[0]?.headers["anthropic-version"]).toBe("2023-06-01");
});

it("lets a client's own tools through, in a namespace and from a search too", async () => {
  const { send, server } = await open("openai-responses", [REPLY]);
  const own = { type: "function", name: "look", parameters: { type: "object" } };
  const input = [{ type: "tool_search_output", call_id: "c", tools: [own] }];
  const tools = [{ type: "namespace", name: "n", tools: [own] }];
  const body = DIALECTS["openai-responses"].toBody(false, { input, tools });
  expect((await send(false, body)).status).toBe(200);
  expect(server.requests[0]?.body).toEqual(body);
});

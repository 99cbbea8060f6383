import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { startScriptedModel, type ScriptedModelOptions } from "../support/scripted-model.ts";
import { ask, KEY, openGateway, type OpenGatewayOptions, readErrorCode, readEvents } from "./open-gateway.ts";
import { createProcessSandbox } from "./process-sandbox.ts";

async function open(replies: ScriptedModelOptions["replies"], options: Partial<OpenGatewayOptions> = {}) {
  const server = await startScriptedModel({ replies, apiKey: KEY });
  const opened = await openGateway({ baseUrl: server.baseUrl, ...options });
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  });
  return { ...opened, server };
}

const usage = {
  inputTokens: 1_000,
  outputTokens: 50,
  cacheReadTokens: 400,
  cacheWriteTokens: 0,
  reasoningTokens: 20,
};

it("carries a call to the provider with the real key, and meters what the provider says", async () => {
  const { chat, gateway, server, events } = await open([
    { text: "Hi there", usage, model: "gpt-4o-mini-2024" },
  ]);
  const response = await chat(ask());
  expect(response.status).toBe(200);
  const reply = (await response.json()) as { choices: { message: { content: string } }[] };
  expect(reply.choices[0]?.message.content).toBe("Hi there");
  expect(server.requests[0]?.headers["authorization"]).toBe(`Bearer ${KEY}`);
  const { costUsd, ...tokens } = gateway.usage();
  expect(tokens).toEqual({ requests: 1, unmeteredRequests: 0, ...usage });
  expect(costUsd).toBeCloseTo((600 * 0.15 + 400 * 0.075 + 50 * 0.6) / 1e6, 9);
  expect(gateway.answeredModel()).toBe("gpt-4o-mini-2024");
  expect(events.map(({ type }) => type)).toEqual(["model-request", "model-response"]);
  expect(events[1]).toMatchObject({
    status: 200,
    model: "gpt-4o-mini-2024",
    usage: { requests: 1, inputTokens: 1_000 },
  });
});

it("streams, asks for the usage on its own account, and hides the chunk that the client did not ask for", async () => {
  const { chat, gateway, server, events } = await open([{ text: "one two three", usage }]);
  const parts = await readEvents(await chat(ask("count", { stream: true })));
  expect(server.requests[0]?.body.stream_options).toEqual({ include_usage: true });
  expect(parts.at(-1)).toBe("[DONE]");
  expect(JSON.stringify(parts)).not.toContain("usage");
  expect(JSON.stringify(parts)).toContain("three");
  expect(gateway.usage()).toMatchObject({ inputTokens: 1_000, outputTokens: 50, unmeteredRequests: 0 });
  expect(events[1]).toMatchObject({
    body: { choices: [{ message: { content: "one two three" }, finish_reason: "stop" }] },
  });
});

it("leaves the usage chunk to a client that asked for it", async () => {
  const { chat } = await open([{ text: "one", usage }]);
  const parts = await readEvents(
    await chat(ask("x", { stream: true, stream_options: { include_usage: true } })),
  );
  expect(parts.at(-2)).toMatchObject({ choices: [], usage: { prompt_tokens: 1_000 } });
});

it("puts streamed tool calls together for the transcript and passes their pieces on untouched", async () => {
  const call = { name: "write_file", arguments: { path: "index.html", content: "<h1>‏سلام</h1>".repeat(20) } };
  const { chat, events } = await open([
    { toolCalls: [call, { name: "read_file", arguments: { path: "a" } }] },
  ]);
  const parts = (await readEvents(await chat(ask("x", { stream: true })))) as {
    choices: { delta: { tool_calls?: { index: number; function: { arguments: string } }[] } }[];
  }[];
  const pieces = parts
    .flatMap((part) => part.choices?.[0]?.delta.tool_calls ?? [])
    .filter(({ index }) => index === 0);
  expect(JSON.parse(pieces.map((piece) => piece.function.arguments).join(""))).toEqual(call.arguments);
  expect(events[1]).toMatchObject({
    body: {
      choices: [
        {
          finish_reason: "tool_calls",
          message: {
            tool_calls: [
              { function: { name: "write_file", arguments: JSON.stringify(call.arguments) } },
              { function: { name: "read_file" } },
            ],
          },
        },
      ],
    },
  });
});

it("cancels the call at the provider when the client gives up, and says that its usage is not known", async () => {
  const { chat, gateway, server, events } = await open([
    { text: "a very long reply ".repeat(200), delayMs: 20 },
  ]);
  const client = new AbortController();
  const response = await chat(ask("x", { stream: true }), { signal: client.signal });
  await response.body!.getReader().read();
  expect(gateway.pending()).toBe(1);
  client.abort();
  await server.requests[0]!.aborted;
  await expect.poll(() => gateway.pending()).toBe(0);
  expect(gateway.usage()).toMatchObject({
    requests: 1,
    unmeteredRequests: 1,
    inputTokens: 0,
    outputTokens: 0,
  });
  expect(events[1]).toMatchObject({ type: "model-response", status: 499, usage: null });
  expect(gateway.failure()).toBeNull();
});

it("cancels a call that is not streamed, and one that waits to be repeated", async () => {
  const { chat, gateway, server } = await open(
    [{ fault: "hang" }, { fault: "status", status: 503, headers: { "retry-after": "2" } }],
    { retry: { patienceMs: 60_000 } },
  );
  for (const count of [1, 2]) {
    const client = new AbortController();
    const reply = chat(ask(), { signal: client.signal });
    await expect.poll(() => server.requests.length).toBe(count);
    client.abort();
    await expect(reply).rejects.toBeInstanceOf(Error);
    await expect.poll(() => gateway.pending()).toBe(0);
  }
  await wait(50);
  expect(server.requests.length).toBe(2);
  expect(gateway.usage().unmeteredRequests).toBe(2);
});

it("refuses a request past the limit of requests before it reaches the provider, and says so at once", async () => {
  const { chat, gateway, server, events } = await open([{ text: "ok" }], { limits: { requests: 2 } });
  expect((await chat(ask())).status).toBe(200);
  expect((await chat(ask())).status).toBe(200);
  expect(gateway.limitHit()).toBeNull();
  expect(gateway.exhausted.aborted).toBe(false);
  const refused = await chat(ask());
  expect(refused.status).toBe(403);
  expect(await readErrorCode(refused)).toBe("buildoff_limit");
  expect(gateway.limitHit()).toEqual({
    limit: "requests",
    message: "the trial has used its 2 model requests",
  });
  expect(gateway.exhausted.aborted).toBe(true);
  expect(server.requests.length).toBe(2);
  expect(gateway.usage().requests).toBe(2);
  expect(events.at(-1)).toMatchObject({ type: "model-refused", code: "buildoff_limit", status: 403 });
});

it("refuses past the limit of tokens and past the limit of cost", async () => {
  const tokens = await open([{ usage: { inputTokens: 900, outputTokens: 100 } }], {
    limits: { tokens: 1_000 },
  });
  expect((await tokens.chat(ask())).status).toBe(200);
  expect(await readErrorCode(await tokens.chat(ask()))).toBe("buildoff_limit");
  expect(tokens.gateway.limitHit()?.limit).toBe("tokens");
  const cost = await open([{ usage: { inputTokens: 1_000_000, outputTokens: 0 } }], {
    limits: { costUsd: 0.15 },
  });
  expect((await cost.chat(ask())).status).toBe(200);
  expect(await readErrorCode(await cost.chat(ask()))).toBe("buildoff_limit");
  expect(cost.gateway.limitHit()).toEqual({ limit: "cost", message: "the trial has cost its $0.15" });
});

it("counts replies that a client hung up on towards the limit of tokens", async () => {
  const { chat, gateway, server } = await open([{ text: "word ".repeat(400), delayMs: 5 }], {
    limits: { tokens: 60 },
  });
  const client = new AbortController();
  const response = await chat(ask("x".repeat(400), { stream: true }), { signal: client.signal });
  await response.body!.getReader().read();
  client.abort();
  await expect.poll(() => gateway.pending()).toBe(0);
  expect((await chat(ask())).status).toBe(403);
  expect(gateway.limitHit()?.limit).toBe("tokens");
  expect(server.requests.length).toBe(1);
});

it("applies the run's generation settings over the agent's own", async () => {
  const { chat, server } = await open([{ text: "ok" }], {
    generation: { temperature: 0.2, topP: 0.9, seed: 7, maxOutputTokens: 500, reasoningEffort: "low" },
  });
  await chat(
    ask("x", {
      temperature: 1,
      top_k: 40,
      max_tokens: 9_999,
      reasoning_effort: "high",
      metadata: { a: 1 },
      store: true,
    }),
  );
  expect(server.requests[0]?.body).toEqual({
    ...ask("x"),
    stream: false,
    temperature: 0.2,
    top_p: 0.9,
    top_k: 40,
    seed: 7,
    max_completion_tokens: 500,
    reasoning_effort: "low",
  });
});

it("lists the one model there is", async () => {
  const { access, server } = await open([]);
  const response = await fetch(`${access.baseUrl}/models`, {
    headers: { authorization: `Bearer ${access.token}` },
  });
  expect(await response.json()).toMatchObject({
    object: "list",
    data: [{ id: "gpt-4o-mini", owned_by: "openai" }],
  });
  expect(server.requests.length).toBe(0);
});

it("serves 200 calls at once, streamed and not, and counts each once", async () => {
  const { chat, gateway, server } = await open(() => ({ text: "fine, thank you", delayMs: 1 }));
  const statuses = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const response = await chat(ask(`call ${index} ${"x".repeat(20_000)}`, { stream: index % 2 === 0 }));
      expect(await response.text()).toContain("thank");
      return response.status;
    }),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(server.requests.length).toBe(200);
  expect(gateway.usage()).toMatchObject({
    requests: 200,
    inputTokens: 20_000,
    outputTokens: 2_000,
    unmeteredRequests: 0,
  });
  expect(gateway.pending()).toBe(0);
});

it("can be attached anew, and both the token and the figures stay", async () => {
  const { chat, gateway, access } = await open([{ text: "ok" }]);
  await chat(ask());
  const attached = await gateway.attach(createProcessSandbox().sandbox, []);
  const again = attached.model!;
  expect(again.token).toBe(access.token);
  const response = await fetch(`${again.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${again.token}` },
    body: JSON.stringify(ask()),
  });
  expect(response.status).toBe(200);
  expect(gateway.usage().requests).toBe(2);
});

it("calls a broken session the infrastructure's fault", async () => {
  const forwarder = createProcessSandbox();
  const { gateway } = await open([{ text: "ok" }], { sandbox: forwarder.sandbox });
  process.kill(forwarder.pids[0]!, "SIGKILL");
  await expect.poll(() => gateway.failure()).toMatchObject({ kind: "infra", code: "gateway" });
  expect(gateway.exhausted.aborted).toBe(true);
});

it("calls a session that died with a sandbox out of memory the agent's own limit", async () => {
  const forwarder = createProcessSandbox(async () => "memory");
  const { gateway } = await open([{ text: "ok" }], { sandbox: forwarder.sandbox });
  process.kill(forwarder.pids[0]!, "SIGKILL");
  await expect.poll(() => gateway.limitHit()).toMatchObject({ limit: "memory" });
  expect(gateway.failure()).toBeNull();
});

it("ends the calls under way, and the forwarder, when the trial does", async () => {
  const forwarder = createProcessSandbox();
  const run = new AbortController();
  const { chat, gateway, server, events } = await open([{ fault: "hang" }], {
    sandbox: forwarder.sandbox,
    signal: run.signal,
  });
  const reply = chat(ask());
  await expect.poll(() => server.requests.length).toBe(1);
  run.abort();
  await expect(reply).rejects.toBeInstanceOf(Error);
  await gateway[Symbol.asyncDispose]();
  expect(events.at(-1)).toMatchObject({ type: "model-response", status: 499, usage: null });
  await expect.poll(() => isAlive(forwarder.pids[0]!)).toBe(false);
});

it("says what the forwarder said where it does not start", async () => {
  const { sandbox } = createProcessSandbox();
  const broken = { ...sandbox, layout: { ...sandbox.layout, runtime: "/nowhere" } };
  await expect(open([], { sandbox: broken })).rejects.toMatchObject({
    code: "gateway",
    message: expect.stringContaining("Cannot find module") as string,
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

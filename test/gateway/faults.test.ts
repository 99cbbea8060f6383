import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  type Reply,
  type ScriptedModel,
  startScriptedModel,
  type ScriptedModelOptions,
} from "../support/scripted-model.ts";
import {
  ask,
  KEY,
  type OpenedGateway,
  openGateway,
  type OpenGatewayOptions,
  readErrorCode,
} from "./open-gateway.ts";

async function open(replies: ScriptedModelOptions["replies"], options: Partial<OpenGatewayOptions> = {}) {
  const server = await startScriptedModel({ replies });
  const opened = await openGateway({ baseUrl: server.baseUrl, ...options });
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  });
  return { ...opened, server };
}

const status = (code: number, more: Partial<Extract<Reply, { fault: "status" }>> = {}): Reply => ({
  fault: "status",
  status: code,
  ...more,
});
const raw = (body: string, contentType = "application/json"): Reply => ({ fault: "raw", contentType, body });

const passing: [string, Reply][] = [
  ["429", status(429)],
  ["429 with Retry-After in seconds", status(429, { headers: { "retry-after": "0" } })],
  ["429 with Retry-After as a date", status(429, { headers: { "retry-after": new Date(0).toUTCString() } })],
  ["500", status(500)],
  ["502", status(502)],
  ["503", status(503)],
  ["529", status(529)],
  ["a reset connection", { fault: "reset" }],
  ["a reply that is no JSON", raw("<html>Bad gateway</html>")],
  ["half a reply", raw('{"choices":[{"message":')],
  ["an empty reply", raw("")],
  ["a reply of 200 with an error in it", raw('{"error":{"message":"upstream overloaded","code":502}}')],
];

describe("a fault that passes", () => {
  const queue: Reply[] = [];
  let server: ScriptedModel;
  let opened: OpenedGateway;
  beforeAll(async () => {
    server = await startScriptedModel({ replies: () => queue.shift() ?? { text: "ok" } });
    opened = await openGateway({ baseUrl: server.baseUrl });
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  });

  it.each(passing)("%s is repeated, and the agent sees only the good reply", async (_name, fault) => {
    const { chat, gateway } = opened;
    const before = { asked: server.requests.length, ...gateway.usage() };
    queue.push(fault);
    const response = await chat(ask());
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"ok"');
    expect(server.requests.length).toBe(before.asked + 2);
    expect(gateway.failure()).toBeNull();
    expect(gateway.usage()).toMatchObject({
      requests: before.requests + 1,
      inputTokens: before.inputTokens + 100,
      unmeteredRequests: 0,
    });
  });

  it.each([
    ["a stream without an event", raw("", "text/event-stream")],
    [
      "a stream whose first event is an error",
      raw('data: {"error":{"message":"busy","code":503}}\n\n', "text/event-stream"),
    ],
    ["a stream whose first event is no JSON", raw("data: <html>\n\n", "text/event-stream")],
    ["a reset connection", { fault: "reset" } as const],
    ["a stream cut before its first event", { fault: "cut", after: 0 } as const],
  ] satisfies [string, Reply][])("%s is repeated", async (_name, fault) => {
    const { chat, gateway } = opened;
    const before = server.requests.length;
    queue.push(fault);
    expect(await (await chat(ask("x", { stream: true }))).text()).toContain("[DONE]");
    expect(server.requests.length).toBe(before + 2);
    expect(gateway.failure()).toBeNull();
  });

  it("waits as long as the provider asks", async () => {
    queue.push(status(429, { headers: { "retry-after": "1" } }));
    const startedAt = performance.now();
    expect((await opened.chat(ask())).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });
});

describe("a fault that stays", () => {
  const staying = passing.filter(([name]) =>
    /^(429|500|529|a reset connection|a reply that is no JSON|a reply of 200.*)$/.test(name),
  );
  it.each(staying)("%s ends the trial as the provider's outage", async (_name, fault) => {
    const { chat, gateway, server, events } = await open([fault], { retry: { patienceMs: 30 } });
    const response = await chat(ask());
    expect(response.status).toBe(403);
    expect(await readErrorCode(response)).toBe("buildoff_provider");
    const tries = server.requests.length;
    expect(tries).toBeGreaterThan(1);
    expect(gateway.waitedMs()).toBeGreaterThan(0);
    expect(gateway.failure()).toMatchObject({ kind: "infra", code: "provider" });
    expect(gateway.exhausted.aborted).toBe(true);
    expect(gateway.limitHit()).toBeNull();
    expect(gateway.usage()).toMatchObject({ requests: 1, unmeteredRequests: 0, costUsd: 0 });
    expect(events.at(-1)).toMatchObject({ type: "model-response", usage: null });
    expect((await chat(ask())).status).toBe(403);
    expect(server.requests.length).toBe(tries);
  });

  it("a server that nobody runs is an outage", async () => {
    const { chat, gateway } = await open([], { baseUrl: "http://127.0.0.1:9/v1", retry: { patienceMs: 30 } });
    expect((await chat(ask())).status).toBe(403);
    expect(gateway.failure()?.message).toContain("OpenAI (127.0.0.1:9)");
  });

  it("a pause that is longer than any trial waits is an outage at once", async () => {
    const { chat, gateway, server } = await open([status(429, { headers: { "retry-after": "3600" } })]);
    await chat(ask());
    expect(server.requests.length).toBe(1);
    expect(gateway.failure()?.code).toBe("provider");
  });
});

describe("a provider that will not serve", () => {
  it.each([
    ["401", status(401)],
    ["402", status(402)],
    ["403", status(403)],
    ["a used-up quota", status(429, { body: { error: { message: "quota", code: "insufficient_quota" } } })],
    [
      "a model that it does not have",
      status(404, { body: { error: { message: "no such model", code: "model_not_found" } } }),
    ],
    [
      "a redirect, which would take the key elsewhere",
      status(307, { headers: { location: "http://127.0.0.1:9/" } }),
    ],
  ] satisfies [string, Reply][])("%s ends the trial at once", async (_name, fault) => {
    const { chat, gateway, server } = await open([fault]);
    const response = await chat(ask());
    expect(response.status).toBe(403);
    expect(await readErrorCode(response)).toBe("buildoff_provider");
    expect(server.requests.length).toBe(1);
    expect(gateway.failure()?.code).toBe("provider");
  });

  it("names the variable of a key that was refused, and not the key", async () => {
    const body = { error: { message: `Incorrect API key provided: ${KEY}` } };
    const { chat, gateway, events } = await open([status(401, { body })]);
    expect(await (await chat(ask())).text()).not.toContain(KEY);
    expect(gateway.failure()?.message).toContain("OPENAI_API_KEY");
    expect(gateway.failure()?.message).not.toContain(KEY);
    expect(JSON.stringify(events)).not.toContain(KEY);
  });
});

describe("a request that is the agent's own fault", () => {
  it.each([
    ["400", status(400, { body: { error: { message: "bad tools", code: null } } }), 400],
    ["413", status(413), 413],
    ["422 without JSON", raw(""), 422],
    [
      "403 of a moderation",
      status(403, { body: { error: { message: "flagged", metadata: { reasons: ["x"] } } } }),
      403,
    ],
  ] satisfies [string, Reply, number][])(
    "%s goes back to the agent and ends nothing",
    async (_name, fault, code) => {
      const reply = code === 422 ? status(422, { body: "not an object" }) : fault;
      const { chat, gateway, server } = await open([reply, { text: "ok" }]);
      const response = await chat(ask());
      expect(response.status).toBe(code);
      expect(await response.json()).toHaveProperty("error.message");
      expect(gateway.failure()).toBeNull();
      expect(server.requests.length).toBe(1);
      expect((await chat(ask())).status).toBe(200);
    },
  );

  it("404 after the model has answered before is no outage", async () => {
    const { chat, gateway } = await open([{ text: "ok" }, status(404)]);
    await chat(ask());
    expect((await chat(ask())).status).toBe(404);
    expect(gateway.failure()).toBeNull();
  });
});

describe("a stream that breaks in the middle", () => {
  it("reaches the agent as a broken connection, and is an outage only where nothing follows", async () => {
    const { chat, gateway, events } = await open([{ fault: "cut", after: 3 }, { text: "ok" }]);
    const response = await chat(ask("x", { stream: true }));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toBeInstanceOf(Error);
    await expect.poll(() => gateway.failure()).toMatchObject({ code: "provider" });
    expect(gateway.exhausted.aborted).toBe(false);
    expect(gateway.usage().unmeteredRequests).toBe(1);
    expect(events.at(-1)).toMatchObject({ usage: null, body: { choices: [{ finish_reason: null }] } });
    expect((await chat(ask())).status).toBe(200);
    expect(gateway.failure()).toBeNull();
  });

  it("shows an error that the provider puts into the stream to the agent", async () => {
    const first = '{"id":"1","choices":[{"index":0,"delta":{"content":"Hel"}}]}';
    const body = `data: ${first}\n\ndata: {"error":{"message":"overloaded","code":502},"choices":[]}\n\n`;
    const { chat, gateway } = await open([raw(body, "text/event-stream")]);
    const response = await chat(ask("x", { stream: true }));
    const seen = await response.text().catch(() => "broken");
    expect(seen).toMatch(/overloaded|broken/);
    await expect.poll(() => gateway.failure()).toMatchObject({ code: "provider" });
  });

  it("refuses a reply of more than 32 MB", async () => {
    const { chat, gateway } = await open([raw(`{"choices":["${"x".repeat(33_600_000)}"]}`)], {
      retry: { patienceMs: 0 },
    });
    expect((await chat(ask())).status).toBe(403);
    expect(gateway.failure()?.message).toContain("more than");
  });

  it("carries a reply of 10 MB", async () => {
    const { chat, events } = await open([{ text: "y".repeat(10_000_000) }]);
    expect((await (await chat(ask())).text()).length).toBeGreaterThan(10_000_000);
    expect(events.at(-1)).toMatchObject({ body: { truncated: true } });
  });

  it("takes a stream without [DONE] for whole where the model has finished", async () => {
    const body =
      'data: {"id":"1","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1}}\n\n';
    const { chat, gateway } = await open([raw(body, "text/event-stream")]);
    expect(await (await chat(ask("x", { stream: true }))).text()).toContain("[DONE]");
    expect(gateway.usage()).toMatchObject({ inputTokens: 5, outputTokens: 1, unmeteredRequests: 0 });
  });
});

import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createProviderPool } from "../../src/gateway/provider-pool.ts";
import { type Reply, startScriptedModel } from "../support/scripted-model.ts";
import { ask, openGateway } from "./open-gateway.ts";
import { open } from "./protocol-client.ts";

const status = (code: number, body?: unknown): Reply => ({ fault: "status", status: code, body });
const OK: Reply = { text: "ok" };

/** A gateway whose client sends a body as it is. */
async function openRaw(replies: readonly Reply[] = [OK]) {
  const server = await startScriptedModel({ replies });
  const opened = await openGateway({ baseUrl: server.baseUrl });
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  });
  const send = (body: string): Promise<Response> =>
    fetch(`${opened.access.baseUrl}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${opened.access.token}` },
      body,
    });
  return { ...opened, server, send };
}

describe("a request that is made to hurt", () => {
  const list = (count: number): string => `[${"0,".repeat(count)}0]`;
  it.each([
    ["nested without end", `{"messages":[{"role":"user","content":"x"}],"tools":[${"[".repeat(20_000)}`],
    ["with members without number", `{"messages":[1],"tools":${list(2_000_000)}}`],
    ["with many members that are wrong", `{"messages":[1],"tools":${list(9_000)}}`],
  ])("%s is refused soon and in few words, and ends nothing", async (_what, body) => {
    const { send, gateway, events, server } = await openRaw();
    const startedAt = performance.now();
    const response = await send(body);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(1_000);
    expect(JSON.stringify(events).length).toBeLessThan(2_000);
    expect(server.requests).toHaveLength(0);
    expect(gateway.failure()).toBeNull();
  });

  it("is told from one that only quotes brackets and commas", async () => {
    const { send, gateway } = await openRaw();
    const content = `${"[".repeat(5_000)}${",".repeat(50_000)}\\"`;
    expect((await send(JSON.stringify(ask(content)))).status).toBe(200);
    expect(gateway.failure()).toBeNull();
  });
});

it("a client that does not read its answer keeps nobody waiting, and is charged for its time", async () => {
  const pool = createProviderPool(1, Date.now);
  const retry = { firstByteMs: 60_000, stallMs: 400 };
  const long: Reply = { text: "word ".repeat(400_000) };
  const hog = await open("openai-chat", [long], { pool, retry });
  const other = await open("openai-chat", [OK], { pool, retry });
  const call = httpRequest(`${hog.access.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${hog.access.token}` },
  });
  call.on("error", () => {}).on("response", (response) => response.pause());
  call.end(JSON.stringify({ messages: [{ role: "user", content: "Hello" }], stream: true }));
  onTestFinished(() => void call.destroy());
  await expect.poll(() => hog.server.requests.length).toBe(1);
  expect((await other.ask()).text).toContain("ok");
  await expect.poll(() => hog.gateway.pending()).toBe(0);
  expect(hog.gateway.failure()).toBeNull();
  expect(hog.gateway.waitedMs()).toBe(0);
});

describe("counting tokens", () => {
  const server = createServer((request, response) => {
    const isCount = request.url?.includes("count_tokens") === true;
    response.writeHead(isCount ? 404 : 200, { "content-type": "application/json" });
    const usage = { input_tokens: 5, output_tokens: 2 };
    const content = [{ type: "text", text: "hi" }];
    response.end(
      JSON.stringify(isCount ? { error: "no such path" } : { type: "message", model: "m", content, usage }),
    );
  });
  const openCounter = async (requests: number) => {
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const options = { baseUrl, model: "anthropic/m", protocols: ["anthropic-messages"] as const };
    const opened = await openGateway({ ...options, limits: { requests } });
    onTestFinished(async () => {
      await opened[Symbol.asyncDispose]();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    });
    const body = JSON.stringify({ max_tokens: 9, messages: [{ role: "user", content: "Hello" }] });
    const headers = { "x-api-key": opened.access.token };
    const send = (path: string) =>
      fetch(`${opened.access.baseUrl}${path}`, { method: "POST", headers, body });
    return { ...opened, send };
  };

  it("at a server that cannot is no outage of its model", async () => {
    const { send, gateway } = await openCounter(10);
    expect((await send("/v1/messages/count_tokens")).status).toBe(404);
    expect((await send("/v1/messages")).status).toBe(200);
    expect(gateway.failure()).toBeNull();
  });

  it("has an end", async () => {
    const { send, events } = await openCounter(1);
    for (let count = 0; count < 10; count += 1) await send("/v1/messages/count_tokens");
    expect((await send("/v1/messages/count_tokens")).status).toBe(403);
    expect(events.filter(({ type }) => type === "model-request")).toHaveLength(10);
  });
});

describe("what an error tells", () => {
  it("of a firewall that does not like a message, after good answers, is the message's doing", async () => {
    const { ask: call, gateway } = await open("openai-chat", [OK, status(403, "<html>Blocked</html>"), OK]);
    await call();
    expect((await call()).status).toBe(403);
    expect(gateway.failure()).toBeNull();
    expect((await call()).text).toContain("ok");
  });

  it.each([
    [
      "Anthropic's empty account",
      "anthropic-messages",
      { type: "invalid_request_error", message: "Your credit balance is too low to access the API." },
    ],
    [
      "Gemini's missing billing",
      "gemini",
      { code: 400, status: "FAILED_PRECONDITION", message: "Enable billing." },
    ],
  ] as const)("of %s is an outage", async (_what, protocol, error) => {
    const { ask: call, gateway } = await open(protocol, [status(400, { error })]);
    expect((await call()).status).toBe(403);
    expect(gateway.failure()).toMatchObject({ code: "provider" });
  });

  it("of a quota is at Model Studio a rate, and is asked again", async () => {
    const quota = status(429, {
      error: { code: "insufficient_quota", message: "You exceeded your current quota" },
    });
    const { ask: call, gateway, server } = await open("openai-chat", [quota, OK], { model: "qwen/m" });
    expect((await call()).text).toContain("ok");
    expect(server.requests).toHaveLength(2);
    expect(gateway.failure()).toBeNull();
  });

  it("is told to the agent, even where it repeats the whole request", async () => {
    const long = status(400, { error: { message: `too long: ${"x".repeat(200_000)}` } });
    const { ask: call, gateway, server } = await open("openai-chat", [long]);
    expect((await call()).status).toBe(400);
    expect(server.requests).toHaveLength(1);
    expect(gateway.failure()).toBeNull();
  });

  it("of a picture that cannot be read, in the midst of a stream, is the request's own fault", async () => {
    const error = { code: "invalid_image_format", message: "no picture" };
    const response = { id: "r", object: "response", output: [], status: "failed", error };
    const body = `data: ${JSON.stringify({ type: "response.failed", response })}\n\n`;
    const failed: Reply = { fault: "raw", contentType: "text/event-stream", body };
    const { ask: call, gateway, server } = await open("openai-responses", [failed]);
    await call();
    expect(server.requests).toHaveLength(1);
    expect(gateway.failure()).toBeNull();
  });

  it("of a tool's broken arguments is the model's doing, as Ollama says it with status 500", async () => {
    const error = { message: "error parsing tool call: raw='{', err=unexpected end of JSON input" };
    const { ask: call, gateway, server } = await open("openai-chat", [status(500, { error })]);
    expect((await call()).status).toBe(500);
    expect(server.requests).toHaveLength(1);
    expect(gateway.failure()).toBeNull();
  });
});

it("a side call that is dropped after the agent's answer is no outage", async () => {
  const {
    ask: call,
    gateway,
    events,
  } = await open("openai-chat", [status(429), OK], {
    retry: { patienceMs: 60_000, firstDelayMs: 20_000, longestDelayMs: 20_000 },
  });
  const side = new AbortController();
  const asked = call(side.signal).catch(() => null);
  await expect.poll(() => events.some(({ type }) => type === "model-wait")).toBe(true);
  expect((await call()).text).toContain("ok");
  side.abort(new Error("the agent has ended"));
  await asked;
  await expect.poll(() => gateway.pending()).toBe(0);
  expect(gateway.failure()).toBeNull();
});

import { afterEach, describe, expect, it } from "vitest";
import type { Protocol } from "../../src/core/protocol.ts";
import { createProviderPool } from "../../src/gateway/provider-pool.ts";
import { protocols } from "../../src/gateway/protocols.ts";
import { type Reply, startScriptedModel } from "../support/scripted-model.ts";
import { openGateway, type OpenGatewayOptions } from "./open-gateway.ts";

const PROVIDERS: Readonly<Record<Protocol, string>> = {
  "openai-chat": "openai",
  "openai-responses": "openai",
  "anthropic-messages": "anthropic",
  gemini: "google",
};
const BODIES: Readonly<Record<Protocol, object>> = {
  "openai-chat": { messages: [{ role: "user", content: "Hello" }] },
  "openai-responses": { input: "Hello" },
  "anthropic-messages": { max_tokens: 9, messages: [{ role: "user", content: "Hello" }] },
  gemini: { contents: [{ role: "user", parts: [{ text: "Hello" }] }] },
};
const PATHS: Readonly<Record<Protocol, string>> = {
  "openai-chat": "/v1/chat/completions",
  "openai-responses": "/v1/responses",
  "anthropic-messages": "/v1/messages",
  gemini: "/v1beta/models/m:streamGenerateContent?alt=sse",
};

const disposables: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of disposables.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

async function open(name: Protocol, replies: readonly Reply[], options: Partial<OpenGatewayOptions> = {}) {
  const server = await startScriptedModel({ replies });
  const opened = await openGateway({
    baseUrl: server.baseUrl,
    model: `${PROVIDERS[name]}/m`,
    protocols: [name],
    retry: { firstByteMs: 200, stallMs: 200 },
    ...options,
  });
  disposables.push(server, opened);
  const { access } = opened;
  const ask = async (): Promise<{ status: number; text: string; isCut: boolean }> => {
    const body = JSON.stringify({ ...BODIES[name], ...(name === "gemini" ? {} : { stream: true }) });
    const headers = { authorization: `Bearer ${access.token}`, "x-api-key": access.token };
    const response = await fetch(`${new URL(access.baseUrl).origin}${PATHS[name]}`, {
      method: "POST",
      headers,
      body,
    });
    let text = "";
    try {
      for await (const chunk of response.body!) text += Buffer.from(chunk as Uint8Array).toString();
      return { status: response.status, text, isCut: false };
    } catch {
      return { status: response.status, text, isCut: true };
    }
  };
  return { ...opened, server, ask };
}

const status = (code: number, headers: Record<string, string> = {}): Reply => ({
  fault: "status",
  status: code,
  headers,
});

/** Faults that pass: the agent sees none of them, and is not charged for the time. */
const PASSING: readonly [string, Reply][] = [
  ["429 without Retry-After", status(429)],
  ["429 with Retry-After in seconds", status(429, { "retry-after": "0.05" })],
  ["429 with Retry-After in milliseconds", status(429, { "retry-after-ms": "50" })],
  ["429 with Retry-After as a date", status(429, { "retry-after": new Date(0).toUTCString() })],
  ["500", status(500)],
  ["502", status(502)],
  ["503", status(503)],
  ["504", status(504)],
  ["529", status(529)],
  ["a connection that is reset", { fault: "reset" }],
  ["silence before the headers", { fault: "hang" }],
  ["a stall before the model speaks", { fault: "stall", after: 0 }],
  ["a break before the model speaks", { fault: "cut", after: 0 }],
  ["a malformed event at the beginning", { fault: "malformed", after: 0 }],
  ["wrong JSON", { fault: "raw", contentType: "application/json", body: "<html>Bad gateway</html>" }],
  ["JSON of something else", { fault: "raw", contentType: "application/json", body: '{"hello":1}' }],
  ["an empty body", { fault: "raw", contentType: "application/json", body: "" }],
  ["an error event at the beginning", { fault: "error-event", after: 0 }],
];

describe.each(Object.keys(protocols) as Protocol[])("in the protocol %s", (name) => {
  it.each(PASSING)("%s passes unseen", async (_fault, fault) => {
    const { ask, server, gateway, events } = await open(name, [fault, { text: "Hello there" }]);
    const { status: code, text, isCut } = await ask();
    expect({ code, isCut }).toEqual({ code: 200, isCut: false });
    expect(text).toContain("there");
    expect(server.requests).toHaveLength(2);
    expect(gateway.failure()).toBeNull();
    expect(gateway.waitedMs()).toBeGreaterThan(0);
    expect(gateway.timing().waitMs).toBeGreaterThan(0);
    expect(events.find(({ type }) => type === "model-wait")).toMatchObject({
      waitMs: expect.any(Number) as number,
    });
    expect(gateway.usage()).toMatchObject({ requests: 1, unmeteredRequests: 0 });
  });

  it.each([
    ["a stall", { fault: "stall", after: 4, text: "one two three four five six" }],
    ["a break", { fault: "cut", after: 4, text: "one two three four five six" }],
    ["a malformed event", { fault: "malformed", after: 4 }],
  ] as [string, Reply][])(
    "%s in the middle of an answer cuts it off, and the repeated call is served",
    async (_fault, fault) => {
      // The Responses protocol says more before the first word.
      const late = name === "openai-responses" ? { ...fault, after: 6 } : fault;
      const { ask, gateway } = await open(name, [late, { text: "whole answer" }]);
      expect((await ask()).isCut).toBe(true);
      expect(gateway.failure()).toMatchObject({ code: "provider" });
      expect(gateway.exhausted.aborted).toBe(false);
      const again = await ask();
      expect(again.text).toContain("answer");
      expect(gateway.failure()).toBeNull();
      expect(gateway.usage()).toMatchObject({ requests: 2, unmeteredRequests: 1 });
    },
  );

  it.each([
    ["401", status(401)],
    ["403", status(403)],
    ["402", status(402)],
    ["a redirect", status(302, { location: "https://evil.example/" })],
  ] as [string, Reply][])("%s is an outage at once, for every trial of the run", async (_fault, fault) => {
    const pool = createProviderPool(4, Date.now);
    const { ask, gateway, server } = await open(name, [fault], { pool });
    expect((await ask()).status).toBe(403);
    expect(gateway.failure()).toMatchObject({ kind: "infra", code: "provider" });
    expect(gateway.exhausted.aborted).toBe(true);
    expect(server.requests).toHaveLength(1);
    const other = await open(name, [{ text: "never asked" }], { pool });
    expect((await other.ask()).status).toBe(403);
    expect(other.gateway.failure()).toMatchObject({ code: "provider" });
    expect(other.server.requests).toHaveLength(0);
  });

  it.each([
    ["an empty answer", { usage: { inputTokens: 5, outputTokens: 0 } }, 200],
    ["a refusal", { text: "I cannot", finish: "refusal" }, 200],
    ["an answer that is cut short", { text: "And then", finish: "length" }, 200],
    ["a call with broken arguments", { toolCalls: [{ name: "look", rawArguments: '{"at": ' }] }, 200],
    ["a context overflow", { fault: "overflow" }, 400],
  ] as [string, Reply, number][])("%s is the model's own, and no outage", async (_what, reply, code) => {
    const { ask, gateway, server } = await open(name, [reply]);
    const answer = await ask();
    expect({ status: answer.status, isCut: answer.isCut }).toEqual({ status: code, isCut: false });
    expect(server.requests).toHaveLength(1);
    expect(gateway.failure()).toBeNull();
    expect(gateway.waitedMs()).toBe(0);
  });
});

it("a slow drip of an answer is no stall", async () => {
  const words = Array.from({ length: 12 }, (_, index) => `w${index}`).join(" ");
  const { ask, gateway } = await open("openai-chat", [{ text: words, delayMs: 60 }]);
  expect((await ask()).text).toContain("w11");
  expect(gateway.failure()).toBeNull();
});

it("a provider that says how long is not asked by anybody before", async () => {
  const pool = createProviderPool(8, Date.now);
  const first = await open("openai-chat", [status(429, { "retry-after": "0.4" }), { text: "ok" }], { pool });
  const second = await open("openai-chat", [{ text: "ok" }], { pool });
  const startedAt = performance.now();
  const asked = first.ask();
  await expect.poll(() => first.server.requests.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await second.ask();
  expect(performance.now() - startedAt).toBeGreaterThan(350);
  expect(second.gateway.waitedMs()).toBeGreaterThan(200);
  expect((await asked).status).toBe(200);
});

import { describe, expect, it } from "vitest";
import type { Protocol } from "../../src/core/protocol.ts";
import { createProviderPool } from "../../src/gateway/provider-pool.ts";
import { protocols } from "../../src/gateway/protocols.ts";
import type { Reply } from "../support/scripted-model.ts";
import { open } from "./protocol-client.ts";

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
      expect(gateway.waitedMs()).toBeGreaterThan(0);
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
  const words = Array.from({ length: 20 }, (_, index) => `w${index}`).join(" ");
  const { ask, gateway } = await open("openai-chat", [{ text: words, delayMs: 100 }]);
  expect((await ask()).text).toContain("w19");
  expect(gateway.failure()).toBeNull();
});

it("a provider that says how long is not asked by anybody before", async () => {
  const pool = createProviderPool(8, Date.now);
  const first = await open("openai-chat", [status(429, { "retry-after": "2" }), { text: "ok" }], { pool });
  const second = await open("openai-chat", [{ text: "ok" }], { pool });
  const startedAt = performance.now();
  const asked = first.ask();
  await expect.poll(() => first.server.requests.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await second.ask();
  expect(performance.now() - startedAt).toBeGreaterThan(1_950);
  expect(second.gateway.waitedMs()).toBeGreaterThan(0);
  expect((await asked).status).toBe(200);
});

it("whoever waits for room is not sent into a pause that the provider asks for", async () => {
  const pool = createProviderPool(1, Date.now);
  const place = pool.tryEnter({ trial: "another", model: "openai/m" })!;
  const first = await open("openai-chat", [status(429, { "retry-after": "0.4" }), { text: "ok" }], { pool });
  const second = await open("openai-chat", [{ text: "ok" }], { pool });
  const asked = [first.ask()];
  await expect.poll(() => first.gateway.pending()).toBe(1);
  asked.push(second.ask());
  await expect.poll(() => second.gateway.pending()).toBe(1);
  const startedAt = performance.now();
  place.release("good");
  for (const one of asked) expect((await one).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(390);
  expect(second.gateway.waitedMs()).toBeGreaterThan(390);
});

it("a call that waits for room when the key is refused makes no request", async () => {
  const pool = createProviderPool(1, Date.now);
  const place = pool.tryEnter({ trial: "another", model: "openai/m" })!;
  const first = await open("openai-chat", [status(401)], { pool });
  const second = await open("openai-chat", [{ text: "never asked" }], { pool });
  const asked = [first.ask()];
  await expect.poll(() => first.gateway.pending()).toBe(1);
  asked.push(second.ask());
  await expect.poll(() => second.gateway.pending()).toBe(1);
  place.release("good");
  for (const one of asked) expect((await one).status).toBe(403);
  expect(first.gateway.failure()).toMatchObject({ code: "provider" });
  expect(second.gateway.failure()).toMatchObject({ code: "provider" });
  expect(second.server.requests).toHaveLength(0);
});

it("a model that the provider does not have stops no other of the run", async () => {
  const pool = createProviderPool(4, Date.now);
  const missing = await open("openai-chat", [status(404)], { pool });
  await missing.ask();
  expect(missing.gateway.failure()).toMatchObject({ code: "provider" });
  const other = await open("openai-chat", [{ text: "here" }], { pool, model: "openai/other" });
  expect((await other.ask()).text).toContain("here");
});

it("Google's bad request for a wrong key is an outage, and the agent's own bad request is not", async () => {
  const error = { code: 400, message: "API key not valid", status: "INVALID_ARGUMENT" };
  const details = [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID" }];
  const wrongKey: Reply = { fault: "status", status: 400, body: { error: { ...error, details } } };
  const refused = await open("gemini", [wrongKey]);
  expect((await refused.ask()).status).toBe(403);
  expect(refused.gateway.failure()?.message).toContain("GEMINI_API_KEY");
  const bad = await open("gemini", [{ fault: "status", status: 400, body: { error } }]);
  expect((await bad.ask()).status).toBe(400);
  expect(bad.gateway.failure()).toBeNull();
});

const toEvents = (...events: readonly object[]): Reply => ({
  fault: "raw",
  contentType: "text/event-stream",
  body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""),
});
const overflow = { code: "context_length_exceeded", message: "too long for this model" };
const response = { id: "r", object: "response", output: [], error: null };

it.each([
  [
    "openai-chat",
    "context overflow",
    toEvents(
      { id: "1", choices: [{ index: 0, delta: { role: "assistant", content: "" } }] },
      { error: { ...overflow, type: "invalid_request_error" } },
    ),
  ],
  [
    "openai-responses",
    "context overflow",
    toEvents(
      { type: "response.created", response },
      { type: "response.failed", response: { ...response, status: "failed", error: overflow } },
    ),
  ],
  [
    "openai-responses",
    "context overflow as an error event",
    toEvents({ type: "response.created", response }, { type: "error", ...overflow, param: null }),
  ],
  [
    "anthropic-messages",
    "bad request",
    toEvents(
      { type: "message_start", message: { id: "m", model: "m", usage: { input_tokens: 1 } } },
      { type: "error", error: { type: "invalid_request_error", message: "too long for this model" } },
    ),
  ],
  [
    "gemini",
    "bad request",
    toEvents({ candidates: [{}] }, { error: { code: 400, message: "too long for this model" } }),
  ],
] as [Protocol, string, Reply][])(
  "in the protocol %s, a %s that is told inside a stream reaches the agent as it is",
  async (name, _what, reply) => {
    const { ask, gateway, server } = await open(name, [reply]);
    const seen = await ask();
    expect(seen).toMatchObject({ status: 200, isCut: false });
    expect(seen.text).toContain("too long for this model");
    expect(server.requests).toHaveLength(1);
    expect(gateway.failure()).toBeNull();
    expect(gateway.usage()).toMatchObject({ requests: 1, unmeteredRequests: 0 });
  },
);

it("a quota that is told inside a stream is an outage at once", async () => {
  const error = { code: "insufficient_quota", message: "no money left" };
  const reply = toEvents(
    { type: "response.created", response },
    { type: "response.failed", response: { ...response, status: "failed", error } },
  );
  const { ask, gateway, server } = await open("openai-responses", [reply]);
  expect((await ask()).isCut).toBe(true);
  expect(gateway.failure()?.message).toContain("no money left");
  expect(server.requests).toHaveLength(1);
});

import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createRunBudget } from "../../src/gateway/budget.ts";
import { ask, KEY, openGateway, type OpenGatewayOptions, readErrorCode } from "../gateway/open-gateway.ts";
import { startScriptedModel, type ScriptedModelOptions } from "../support/scripted-model.ts";

async function start(
  replies: ScriptedModelOptions["replies"] = [{ text: "ok" }],
  options: Partial<OpenGatewayOptions> = {},
) {
  const server = await startScriptedModel({ replies, apiKey: KEY });
  const opened = await openGateway({ baseUrl: server.baseUrl, ...options });
  const stop = async (): Promise<void> => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  };
  const port = Number(new URL(opened.access.baseUrl).port);
  /** Sends bytes as they are, and gives what comes back until the connection closes. */
  const send = (text: string, timeoutMs = 3_000): Promise<string> =>
    new Promise((resolve) => {
      let seen = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(text));
      socket.setTimeout(timeoutMs, () => socket.destroy());
      socket.on("data", (chunk) => (seen += chunk.toString("latin1")));
      socket.on("error", () => {});
      socket.on("close", () => resolve(seen));
    });
  return { ...opened, server, port, send, stop };
}

type Started = Awaited<ReturnType<typeof start>>;

async function open(...options: Parameters<typeof start>): Promise<Started> {
  const started = await start(...options);
  onTestFinished(started.stop);
  return started;
}

/** One gateway for all tests of a group, as one agent would try one thing after another. */
function openForAll(): () => Started {
  let started: Started;
  beforeAll(async () => {
    started = await start();
  });
  afterAll(() => started.stop());
  return () => started;
}

const auth = (token: string) => `Authorization: Bearer ${token}\r\n`;

describe("what an agent may ask", () => {
  const shared = openForAll();
  it.each([
    ["another model", { model: "gpt-4o" }, "buildoff_model"],
    ["a search by the provider", { web_search_options: {} }, "buildoff_provider_tool"],
    ["a search by Model Studio", { enable_search: true }, "buildoff_provider_tool"],
    ["a tool that runs at the provider", { tools: [{ type: "web_search" }] }, "buildoff_provider_tool"],
    [
      "a tool server",
      { tools: [{ type: "mcp", server_url: "https://evil.example" }] },
      "buildoff_provider_tool",
    ],
    ["other models to fall back to", { models: ["a", "b"] }, "buildoff_provider_tool"],
    ["plugins", { plugins: [{ id: "web" }] }, "buildoff_provider_tool"],
    [
      "a picture that the provider would fetch",
      {
        messages: [
          {
            role: "user",
            content: [{ type: "image_url", image_url: { url: "https://evil.example/?secret" } }],
          },
        ],
      },
      "buildoff_remote_content",
    ],
    [
      "a picture that is dressed up as text",
      { messages: [{ role: "user", content: [{ type: "text", text: "x", image: " HTTP://evil.example" }] }] },
      "buildoff_remote_content",
    ],
    [
      "a file in the owner's store",
      { messages: [{ role: "user", content: [{ type: "file", file: { file_id: "file-1" } }] }] },
      "buildoff_remote_content",
    ],
    ["no messages", { messages: [] }, "buildoff_bad_request"],
    ["messages that are no list", { messages: "hello" }, "buildoff_bad_request"],
  ])("%s is refused, and nothing reaches the provider", async (_name, more, code) => {
    const { chat, server, gateway, events } = shared();
    const response = await chat(ask("x", more));
    expect([400, 403]).toContain(response.status);
    expect(await readErrorCode(response)).toBe(code);
    expect(server.requests.length).toBe(0);
    expect(gateway.usage().requests).toBe(0);
    expect(gateway.failure()).toBeNull();
    expect(events.at(-1)).toMatchObject({ type: "model-refused", code });
  });

  it("lets pictures and files of the agent's own through", async () => {
    const { chat } = await open();
    const content = [
      { type: "text", text: "see https://example.com" },
      { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
      { type: "input_audio", input_audio: { data: "//uQxAAA", format: "mp3" } },
    ];
    expect((await chat(ask("x", { messages: [{ role: "user", content }] }))).status).toBe(200);
  });

  it("drops members that nobody knows", async () => {
    const { chat, server } = await open();
    await chat(
      ask("x", { service_tier: "priority", store: true, extra_body: { enable_search: true }, __proto__x: 1 }),
    );
    expect(Object.keys(server.requests[0]!.body).toSorted()).toEqual(["messages", "model", "stream"]);
  });
});

describe("who may ask", () => {
  const shared = openForAll();
  it.each([
    ["no token", {}],
    ["an empty one", { authorization: "" }],
    ["another trial's", { authorization: "Bearer trial-00000000-0000-0000-0000-000000000000" }],
    ["the right one under another scheme", { "x-api-key": "token" }],
  ])("%s is refused", async (_name, headers) => {
    const { access, server } = shared();
    const response = await fetch(`${access.baseUrl}/chat/completions`, {
      method: "POST",
      headers: headers as Record<string, string>,
      body: JSON.stringify(ask()),
    });
    expect(response.status).toBe(401);
    expect(await readErrorCode(response)).toBe("buildoff_bad_token");
    expect(server.requests.length).toBe(0);
  });

  it("one trial's token is worth nothing at another's gateway", async () => {
    const one = shared();
    const other = await open();
    const response = await fetch(`${one.access.baseUrl}/models`, {
      headers: { authorization: `Bearer ${other.access.token}` },
    });
    expect(response.status).toBe(401);
  });
});

describe("paths", () => {
  const shared = openForAll();
  it.each([
    "POST /v1/chat/completions/",
    "POST /v1/chat/completions?x=1",
    "POST //v1/chat/completions",
    "POST /v1/../v1/chat/completions",
    "POST /v1/%63hat/completions",
    "POST /V1/chat/completions",
    "POST /v1/chat/completions/../../files",
    "POST http://evil.example/v1/chat/completions",
    "GET /v1/chat/completions",
    "POST /v1/files",
    "GET /v1/models/gpt-4o",
    "DELETE /v1/models",
    "POST /ready",
    "POST /v1/responses",
    "POST /v1/embeddings",
  ])("%s leads nowhere", async (line) => {
    const { send, access, server, gateway } = shared();
    const reply = await send(
      `${line} HTTP/1.1\r\nHost: x\r\n${auth(access.token)}Connection: close\r\nContent-Length: 2\r\n\r\n{}`,
    );
    expect(reply).toContain(" 404 ");
    expect(server.requests.length).toBe(0);
    expect(gateway.failure()).toBeNull();
  });

  it("the forwarder's own message cannot be forged", async () => {
    const { send, access, chat } = shared();
    const reply = await send(
      `POST /ready HTTP/1.1\r\nHost: forwarder\r\n${auth(access.token)}x-port: 9\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toContain(" 404 ");
    expect((await chat(ask())).status).toBe(200);
  });
});

describe("bytes that are no request", () => {
  const shared = openForAll();
  it.each([
    ["HTTP/2 frames", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"],
    ["a line without end", `GET /${"a".repeat(40_000)}`],
    ["huge headers", `GET /v1/models HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(40_000)}\r\n\r\n`],
    [
      "two lengths",
      "POST /v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ],
    [
      "length and chunks",
      "POST /v1/models HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n"],
    ["an upgrade", "GET /v1/models HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"],
    ["control characters", "GET /\x01\x02 HTTP/1.1\r\nHost: x\r\n\r\n"],
    ["a method of one's own", "BREW /v1/models HTTP/1.1\r\nHost: x\r\n\r\n"],
  ])("%s do no harm", async (_name, bytes) => {
    const { send, chat, gateway } = shared();
    const reply = await send(bytes);
    expect(reply).not.toContain(" 200 ");
    expect((await chat(ask())).status).toBe(200);
    expect(gateway.failure()).toBeNull();
  });
});

describe("too much", () => {
  it("survives 2,000 requests that HTTP/2 would refuse", async () => {
    const { send, chat, gateway, access } = await open();
    const lines = [
      "GET http://evil.example/",
      "GET *",
      "OPTIONS *",
      "GET /\xe9",
      "POST /v1/chat/completions",
    ];
    const one = (line: string) =>
      `${line} HTTP/1.1\r\nHost: x\r\nAccept: \xff\r\nTE: gzip\r\n${auth(access.token)}Content-Length: 0\r\n\r\n`;
    const all = lines.map(one).join("");
    await Promise.all(Array.from({ length: 40 }, () => send(all.repeat(10), 2_000)));
    expect((await chat(ask())).status).toBe(200);
    expect(gateway.failure()).toBeNull();
  });

  it("refuses a request of more than 10 MB, and carries one of 9 MB", async () => {
    const { chat, server } = await open();
    const large = await chat(ask("x".repeat(11_000_000)));
    expect(large.status).toBe(413);
    expect((await chat(ask("x".repeat(9_000_000)))).status).toBe(200);
    expect(server.requests.length).toBe(1);
  });

  it("gives clients that are slow with their headers the sack, and serves the others meanwhile", async () => {
    const { chat, send } = await open();
    const slow = Array.from({ length: 50 }, () =>
      send("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nX: ", 30_000),
    );
    expect((await chat(ask())).status).toBe(200);
    expect(await Promise.race([Promise.all(slow).then(() => "closed"), wait(29_000, "open")])).toBe("closed");
  });

  it("survives 2,500 clients that give up, each in the middle of its call", async () => {
    const { chat, gateway, server } = await open([{ fault: "hang" }], { limits: { requests: 100_000 } });
    for (let round = 0; round < 25; round += 1) {
      const clients = new AbortController();
      const calls = Array.from({ length: 100 }, () =>
        chat(ask(), { signal: clients.signal }).catch(() => null),
      );
      const before = server.requests.length;
      await expect.poll(() => server.requests.length, { interval: 5 }).toBeGreaterThan(before);
      clients.abort();
      await Promise.all(calls);
    }
    await expect.poll(() => gateway.pending()).toBe(0);
    expect(gateway.failure()).toBeNull();
    expect(gateway.usage().unmeteredRequests).toBe(gateway.usage().requests);
  });

  it("survives 3,000 open connections", async () => {
    const { chat, port, gateway } = await open();
    const sockets = Array.from({ length: 3_000 }, () => connect(port, "127.0.0.1").on("error", () => {}));
    await wait(1_000);
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await chat(ask()).catch(() => null))?.status ?? 0).toBe(200);
    expect(gateway.failure()).toBeNull();
  });

  it("records a thousand refusals, not a million", async () => {
    const { access, events } = await open();
    for (let round = 0; round < 12; round += 1) {
      await Promise.all(
        Array.from({ length: 100 }, () => fetch(`${access.baseUrl}/nothing`).then((it) => it.text())),
      );
    }
    expect(events.length).toBe(1_000);
  });

  it("is not held up by clients that send half a body", async () => {
    const { chat, send, access } = await open();
    const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\n${auth(access.token)}Content-Length: 100000\r\n\r\n`;
    const slow = Array.from({ length: 20 }, () => send(`${head}{`, 2_000));
    expect((await chat(ask())).status).toBe(200);
    await Promise.all(slow);
  });
});

describe("secrets", () => {
  it("neither the key nor the token is in what is recorded, and the key is not in what the agent gets", async () => {
    const { chat, access, events } = await open([{ text: `your key is ${KEY}`, model: KEY }]);
    const whole = await (await chat(ask(`my token is ${access.token}`))).text();
    const streamed = await (await chat(ask(`my token is ${access.token}`, { stream: true }))).text();
    expect(whole + streamed).not.toContain(KEY);
    expect(whole).toContain("[redacted]");
    const recorded = JSON.stringify(events);
    expect(recorded).not.toContain(KEY);
    expect(recorded).not.toContain(access.token);
    expect(recorded).toContain("my token is [redacted]");
  });

  it("headers of the agent's own do not reach the provider, nor the provider's the agent", async () => {
    const { access, server } = await open();
    const response = await fetch(`${access.baseUrl}/chat/completions`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${access.token}`,
        "x-forwarded-host": "evil.example",
        "openai-organization": "another",
        cookie: "a=b",
      },
      body: JSON.stringify(ask()),
    });
    expect(response.status).toBe(200);
    const { headers } = server.requests[0]!;
    expect(headers).not.toHaveProperty("x-forwarded-host");
    expect(headers).not.toHaveProperty("openai-organization");
    expect(headers).not.toHaveProperty("cookie");
    expect(JSON.stringify(headers)).not.toContain(access.token);
    expect([...response.headers.keys()].toSorted()).toEqual([
      "connection",
      "content-type",
      "date",
      "keep-alive",
      "transfer-encoding",
    ]);
  });
});

describe("money", () => {
  it("trials that run at the same time share what the run may cost", async () => {
    const budget = createRunBudget(0.3);
    const usage = { inputTokens: 1_000_000, outputTokens: 0 };
    const one = await open([{ usage }], { budget });
    const other = await open([{ usage }], { budget });
    expect((await one.chat(ask())).status).toBe(200);
    expect((await other.chat(ask())).status).toBe(200);
    expect(budget.spentUsd()).toBeCloseTo(0.3, 9);
    expect((await one.chat(ask())).status).toBe(403);
    expect((await other.chat(ask())).status).toBe(403);
    expect(one.gateway.limitHit()).toEqual({
      limit: "cost",
      message: "the run has cost its $0.30",
      isOfRun: true,
    });
    expect(one.server.requests.length + other.server.requests.length).toBe(2);
  });

  it("says null, not zero, where the price is not known", async () => {
    const { chat, gateway } = await open([{ text: "ok" }], { model: "openai/a-model-of-nobody" });
    await chat(ask("x", { model: "a-model-of-nobody" }));
    expect(gateway.usage()).toMatchObject({ requests: 1, inputTokens: 100, costUsd: null });
  });
});

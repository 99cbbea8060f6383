import { describe, expect, it } from "vitest";
import type { Protocol } from "../../src/core/protocol.ts";
import { createProviderPool } from "../../src/gateway/provider-pool.ts";
import { protocols } from "../../src/gateway/protocols.ts";
import type { Reply } from "../support/scripted-model.ts";
import { open } from "./protocol-client.ts";

const down: Reply = { fault: "status", status: 503 };
const hang: Reply = { fault: "hang" };

describe.each(Object.keys(protocols) as Protocol[])("in the protocol %s", (name) => {
  it("an agent that gives up on a provider that is down has met an outage", async () => {
    const { ask, gateway, server, events } = await open(name, [down, down, { text: "back again" }], {
      retry: { patienceMs: 60_000, firstDelayMs: 10_000, longestDelayMs: 10_000 },
    });
    const client = new AbortController();
    const asked = ask(client.signal);
    await expect.poll(() => events.some(({ type }) => type === "model-wait")).toBe(true);
    client.abort(new Error("the client's own time is up"));
    await expect(asked).rejects.toThrow("time is up");
    await expect.poll(() => gateway.failure()).toMatchObject({ kind: "infra", code: "provider" });
    expect(gateway.failure()?.message).toContain("status 503");
    expect(gateway.exhausted.aborted).toBe(false);
    expect(server.requests).toHaveLength(1);
  });

  it("an agent that gives up on a silent provider twice has met an outage, and once has not", async () => {
    const { ask, gateway, server } = await open(name, [hang, hang, { text: "back again" }], {
      retry: { firstByteMs: 60_000, silenceMs: 20 },
    });
    const giveUp = async (): Promise<void> => {
      const calls = server.requests.length;
      const client = new AbortController();
      const asked = ask(client.signal);
      await expect.poll(() => server.requests.length).toBe(calls + 1);
      setTimeout(() => client.abort(new Error("the client's own time is up")), 100);
      await expect(asked).rejects.toThrow("time is up");
      await expect.poll(() => gateway.pending()).toBe(0);
    };
    await giveUp();
    expect(gateway.failure()).toBeNull();
    await giveUp();
    await expect.poll(() => gateway.failure()).toMatchObject({ kind: "infra", code: "provider" });
    expect((await ask()).text).toContain("again");
    expect(gateway.failure()).toBeNull();
  });
});

it("a client in this process sees a broken answer as such, and it is an outage until another comes", async () => {
  const broken: Reply = { fault: "cut", after: 3 };
  const { access, gateway } = await open("openai-chat", [broken, { text: "whole" }]);
  const call = async (): Promise<string> => {
    const response = await access.fetch(`${access.baseUrl}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${access.token}` },
      body: JSON.stringify({ messages: [{ role: "user", content: "Hello" }], stream: true }),
    });
    return response.text();
  };
  await expect(call()).rejects.toThrow("cut");
  expect(gateway.failure()).toMatchObject({ kind: "infra", code: "provider" });
  expect(await call()).toContain("whole");
  expect(gateway.failure()).toBeNull();
});

it("an agent that hangs up soon, however often, is told of by no outage", async () => {
  const { ask, gateway } = await open("openai-chat", [hang], {
    retry: { firstByteMs: 60_000, silenceMs: 10_000 },
  });
  for (let call = 0; call < 3; call += 1)
    await expect(ask(AbortSignal.timeout(50))).rejects.toThrow(/timeout/);
  await expect.poll(() => gateway.pending()).toBe(0);
  expect(gateway.failure()).toBeNull();
});

it("two calls at once that a limit ends are no outage", async () => {
  const { ask, gateway } = await open("openai-chat", [hang], {
    retry: { firstByteMs: 60_000, silenceMs: 50 },
  });
  const kill = new AbortController();
  const asked = [ask(kill.signal), ask(kill.signal)];
  await expect.poll(() => gateway.pending()).toBe(2);
  setTimeout(() => kill.abort(new Error("killed")), 120);
  for (const one of asked) await expect(one).rejects.toThrow("killed");
  await expect.poll(() => gateway.pending()).toBe(0);
  expect(gateway.failure()).toBeNull();
});

it("waiting for room uses up no patience", async () => {
  const pool = createProviderPool(1, Date.now);
  const place = pool.tryEnter({ trial: "another", model: "openai/m" })!;
  const { ask, gateway } = await open("openai-chat", [down, { text: "in the end" }], {
    pool,
    retry: { patienceMs: 2_000 },
  });
  setTimeout(() => place.release("good"), 2_500);
  expect((await ask()).text).toContain("end");
  expect(gateway.failure()).toBeNull();
  expect(gateway.waitedMs()).toBeGreaterThan(2_000);
});

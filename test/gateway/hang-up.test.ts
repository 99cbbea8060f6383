import { expect, it, onTestFinished } from "vitest";
import { createRunBudget } from "../../src/gateway/budget.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { ask, openGateway } from "./open-gateway.ts";

const CENTS_PER_TOKEN = 0.6 / 1_000_000;

/** Hangs up on a provider that never answers; gives what the run's budget counts for it. */
async function hangUp(more: object): Promise<number> {
  const server = await startScriptedModel({ replies: [{ fault: "hang" }] });
  const budget = createRunBudget(100);
  const opened = await openGateway({ baseUrl: server.baseUrl, budget });
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    await server.stop();
  });
  const leave = new AbortController();
  const reply = opened.chat(ask("Hello", more), { signal: leave.signal }).catch(() => null);
  await expect.poll(() => server.requests.length).toBe(1);
  leave.abort();
  await reply;
  await expect.poll(() => opened.gateway.usage().unmeteredRequests).toBe(1);
  expect(opened.gateway.usage().outputTokens).toBe(0);
  return budget.spentUsd();
}

it("a whole reply that nobody waits for counts with all that it may have, since the provider finishes it", async () => {
  expect(await hangUp({ max_tokens: 50_000 })).toBeGreaterThanOrEqual(50_000 * CENTS_PER_TOKEN);
});

it("one without a cap counts with a guess", async () => {
  expect(await hangUp({})).toBeGreaterThanOrEqual(4_000 * CENTS_PER_TOKEN);
});

it("a stream that nobody waits for counts with what can have been written meanwhile", async () => {
  const spentUsd = await hangUp({ max_tokens: 50_000, stream: true });
  expect(spentUsd).toBeGreaterThan(0);
  expect(spentUsd).toBeLessThan(10_000 * CENTS_PER_TOKEN);
});

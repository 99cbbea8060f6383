import { describe, expect, it } from "vitest";
import { parseUsage as parseMessagesUsage } from "../../src/gateway/anthropic-messages/usage.ts";
import { parseUsage as parseChatUsage } from "../../src/gateway/openai-chat/usage.ts";
import { parseUsage as parseResponsesUsage } from "../../src/gateway/openai-responses/usage.ts";

describe("the usage of a chat", () => {
  const chat = (more: object) => parseChatUsage({ prompt_tokens: 1_000, completion_tokens: 50, ...more });

  it.each([
    ["OpenAI and OpenRouter", { cached_tokens: 300, cache_write_tokens: 200 }],
    ["Model Studio", { cached_tokens: 300, cache_creation_input_tokens: 200 }],
  ])("tells what was written to a cache, in the words of %s", (_name, prompt_tokens_details) => {
    expect(chat({ prompt_tokens_details })).toMatchObject({ cacheReadTokens: 300, cacheWriteTokens: 200 });
  });

  it("never has more in caches than was sent", () => {
    const prompt_tokens_details = { cached_tokens: 900, cache_write_tokens: 900 };
    expect(chat({ prompt_tokens_details })).toMatchObject({ cacheReadTokens: 900, cacheWriteTokens: 100 });
  });

  it.each([
    ["xAI tells apart", { reasoning_tokens: 400 }],
    ["Google does not tell", undefined],
  ])("counts thoughts that %s and leaves out of the completion", (_name, completion_tokens_details) => {
    expect(chat({ total_tokens: 1_450, completion_tokens_details })).toMatchObject({
      outputTokens: 450,
      reasoningTokens: 400,
    });
  });

  it.each([1_050, 0, null, -1])("is as told where the total is %s", (total_tokens) => {
    const completion_tokens_details = { reasoning_tokens: 20 };
    expect(chat({ total_tokens, completion_tokens_details })).toMatchObject({
      outputTokens: 50,
      reasoningTokens: 20,
    });
  });
});

it("the usage of a response tells what was written to a cache", () => {
  const input_tokens_details = { cached_tokens: 300, cache_write_tokens: 200 };
  expect(parseResponsesUsage({ input_tokens: 1_000, input_tokens_details, output_tokens: 5 })).toMatchObject({
    inputTokens: 1_000,
    cacheReadTokens: 300,
    cacheWriteTokens: 200,
  });
});

describe("the usage of a message", () => {
  it("tells which of the written tokens a cache keeps for an hour", () => {
    const cache_creation = { ephemeral_5m_input_tokens: 40, ephemeral_1h_input_tokens: 60 };
    const usage = { input_tokens: 10, output_tokens: 5, cache_creation_input_tokens: 100, cache_creation };
    expect(parseMessagesUsage(usage)).toMatchObject({
      inputTokens: 110,
      cacheWriteTokens: 100,
      cacheWriteHourTokens: 60,
    });
  });

  it("counts a conversation that the provider shortened, once", () => {
    const iterations = [
      { type: "compaction", input_tokens: 180_000, output_tokens: 3_500, cache_read_input_tokens: 1_000 },
      { type: "message", input_tokens: 23_000, output_tokens: 1_000 },
    ];
    const started = { input_tokens: 23_000, output_tokens: 1 };
    expect(parseMessagesUsage(started, { output_tokens: 1_000, iterations })).toMatchObject({
      inputTokens: 204_000,
      outputTokens: 4_500,
      cacheReadTokens: 1_000,
    });
  });

  it("takes no other model's tokens for its own", () => {
    const iterations = [
      { type: "advisor_message", model: "another", input_tokens: 9_000, output_tokens: 900 },
      { type: "message", input_tokens: 10, output_tokens: 5 },
    ];
    expect(parseMessagesUsage({ input_tokens: 10, output_tokens: 5, iterations })).toMatchObject({
      inputTokens: 10,
      outputTokens: 5,
    });
  });
});

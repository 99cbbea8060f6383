import { describe, expect, it } from "vitest";
import { createStreamReader } from "../../src/gateway/openai-chat/stream-reader.ts";
import { open } from "./protocol-client.ts";

const chunk = (delta: object, finish_reason: string | null = null): string =>
  JSON.stringify({ id: "c", model: "m", choices: [{ index: 0, delta, finish_reason }] });

const toEvents = (chunks: readonly string[]): string => chunks.map((data) => `data: ${data}\n\n`).join("");

const WORDINGS = [
  ["DeepSeek", (text: string) => ({ reasoning_content: text })],
  ["Ollama", (text: string) => ({ reasoning: text })],
  [
    "OpenRouter",
    (text: string) => ({ reasoning: text, reasoning_details: [{ type: "reasoning.text", text }] }),
  ],
  ["a provider of details alone", (text: string) => ({ reasoning_details: [{ summary: text }] })],
  ["a server that says it twice", (text: string) => ({ reasoning_content: text, reasoning: text })],
  ["a server that leaves the other empty", (text: string) => ({ reasoning_content: "", reasoning: text })],
] as const;

describe.each(WORDINGS)("thoughts in the words of %s", (_name, toDelta) => {
  it("are output, and stand in the transcript once", () => {
    const reader = createStreamReader(false);
    reader.take({ event: null, data: chunk({ role: "assistant", content: "" }) });
    expect(reader.hasOutput()).toBe(false);
    for (const text of ["I ", "think"]) reader.take({ event: null, data: chunk(toDelta(text)) });
    expect(reader.hasOutput()).toBe(true);
    expect(reader.body()).toMatchObject({ choices: [{ message: { reasoning_content: "I think" } }] });
  });
});

it("thoughts that the provider encrypts are output too, and stay as they came", () => {
  const reader = createStreamReader(false);
  const detail = { type: "reasoning.encrypted", data: "AbCd" };
  reader.take({ event: null, data: chunk({ content: "", reasoning_details: [detail] }) });
  expect(reader.hasOutput()).toBe(true);
  expect(reader.body()).toMatchObject({ choices: [{ message: { reasoning_details: [detail] } }] });
});

it("a thought of an unknown shape costs no text", () => {
  const reader = createStreamReader(false);
  reader.take({ event: null, data: chunk({ content: "Hello", reasoning: { of: "tomorrow" } }) });
  expect(reader.body()).toMatchObject({
    choices: [{ message: { content: "Hello", reasoning_content: "" } }],
  });
});

it("a break in the midst of a thought is not asked for again unseen", async () => {
  const body = toEvents([chunk({ role: "assistant" }), chunk({ reasoning: "I thi" })]);
  const raw = { fault: "raw", contentType: "text/event-stream", body } as const;
  const { ask, server } = await open("openai-chat", [raw, { text: "Hello" }]);
  expect((await ask()).isCut).toBe(true);
  expect(server.requests).toHaveLength(1);
});

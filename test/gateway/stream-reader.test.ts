import { array, assert, json, property, string } from "fast-check";
import { expect, it } from "vitest";
import { ProviderFault } from "../../src/gateway/provider-fault.ts";
import { createStreamReader } from "../../src/gateway/openai-chat/stream-reader.ts";

const chunk = (members: object): string => JSON.stringify({ id: "c", model: "m", ...members });
const piece = (delta: object, finish: string | null = null): string =>
  chunk({ choices: [{ index: 0, delta, finish_reason: finish }], usage: null });
const usage = { prompt_tokens: 7, completion_tokens: 3 };

it("puts any pieces of text and arguments together again, and never shows hidden usage", () => {
  assert(
    property(array(string()), array(string()), (texts, parts) => {
      const reader = createStreamReader(true);
      const events = [
        ...texts.map((content) => piece({ content })),
        ...parts.map((text) => piece({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
        piece({}, "stop"),
        chunk({ choices: [], usage }),
        "[DONE]",
      ];
      const passed = events
        .map((data) => reader.take({ event: null, data }))
        .filter((event) => event !== null);
      expect(passed.length).toBe(events.length - 1);
      expect(passed.at(-1)?.data).toBe("[DONE]");
      expect(
        passed.slice(0, -1).every(({ data }) => !Object.hasOwn(JSON.parse(data) as object, "usage")),
      ).toBe(true);
      const body = reader.body() as {
        choices: { message: { content: string; tool_calls: { function: { arguments: string } }[] } }[];
      };
      expect(body.choices[0]?.message.content).toBe(texts.join(""));
      expect(body.choices[0]?.message.tool_calls[0]?.function.arguments ?? "").toBe(parts.join(""));
      expect(reader.usage()).toMatchObject({ inputTokens: 7, outputTokens: 3 });
      expect([reader.isDone(), reader.isFinished(), reader.hasError()]).toEqual([true, true, false]);
    }),
  );
});

it("takes whatever a provider sends without breaking", () => {
  assert(
    property(json(), (text) => {
      const reader = createStreamReader(true);
      expect([text, chunk(JSON.parse(text) as object)].map((data) => takeSafely(reader, data))).not.toContain(
        "bug",
      );
      expect(() => JSON.stringify(reader.body())).not.toThrow();
    }),
  );
});

it("believes no usage that cannot be", () => {
  for (const wrong of [
    { prompt_tokens: -1, completion_tokens: 3 },
    { prompt_tokens: 1.5, completion_tokens: 1 },
    "many",
    {},
  ]) {
    const reader = createStreamReader(false);
    reader.take({ event: null, data: chunk({ choices: [], usage: wrong }) });
    expect(reader.usage()).toBeNull();
  }
});

function takeSafely(reader: ReturnType<typeof createStreamReader>, data: string): "taken" | "fault" | "bug" {
  try {
    reader.take({ event: null, data });
    return "taken";
  } catch (error) {
    return error instanceof ProviderFault ? "fault" : "bug";
  }
}

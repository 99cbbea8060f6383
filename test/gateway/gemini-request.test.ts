import { describe, expect, it } from "vitest";
import type { ModelEntry } from "../../src/core/run-config.ts";
import { toGeminiRequest } from "../../src/gateway/gemini/request.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";

const catalog = await loadCatalog([]);

/** The settings that travel, of those that an agent asks for and those that the run sets. */
function toConfig(asked: object, set: Partial<ModelEntry>, name = "gemini-3-pro"): unknown {
  const env = { GEMINI_API_KEY: "k-0123456789" };
  const model = resolveModel({ name: `google/${name}`, ...set }, { env, catalog });
  const body = { contents: [{ role: "user", parts: [{ text: "Hello" }] }], ...asked };
  const route = { kind: "call", model: name, isStreaming: false } as const;
  const terms = { model, allowsProviderTools: false };
  const request = toGeminiRequest(new TextEncoder().encode(JSON.stringify(body)), route, terms);
  if (!("body" in request)) throw new Error(request.message);
  return { ...request.body, contents: undefined };
}

describe("what the run sets stands alone", () => {
  const set = { maxOutputTokens: 77, topP: 0.5, reasoningEffort: "low" };
  const own = { maxOutputTokens: 77, topP: 0.5, thinkingConfig: { thinkingLevel: "low" } };
  const twins = { max_output_tokens: 99_999, top_p: 1, thinking_config: { thinking_level: "high" } };

  it.each([
    ["generation_config", { generation_config: { ...twins, top_k: 3 } }],
    ["generationConfig", { generationConfig: { ...twins, top_k: 3 } }],
  ])("and %s keeps no other spelling of it", (_name, asked) => {
    expect(toConfig(asked, set)).toEqual({ generationConfig: { ...own, top_k: 3 } });
  });

  it("and what it leaves open is the agent's", () => {
    expect(toConfig({ generation_config: twins }, {})).toEqual({ generationConfig: twins });
  });
});

describe("an effort", () => {
  it.each([
    ["gemini-3-pro", "low", { thinkingLevel: "low" }],
    ["gemini-2.5-pro", "low", { thinkingBudget: 1_024 }],
    ["gemini-2.5-flash", "medium", { thinkingBudget: 8_192 }],
    ["gemini-2.5-flash-lite", "high", { thinkingBudget: 24_576 }],
    ["gemini-2.5-flash", "none", { thinkingBudget: 0 }],
  ])("of %s is %s in the words that it takes", (name, reasoningEffort, expected) => {
    expect(toConfig({}, { reasoningEffort }, name)).toEqual({
      generationConfig: { thinkingConfig: expected },
    });
  });

  it.each([{ includeThoughts: true }, { include_thoughts: true }])(
    "leaves %o, the agent's wish to see thoughts",
    (wish) => {
      const asked = { generationConfig: { thinkingConfig: { ...wish, thinkingBudget: 5 } } };
      expect(toConfig(asked, { reasoningEffort: "low" })).toEqual({
        generationConfig: { thinkingConfig: { includeThoughts: true, thinkingLevel: "low" } },
      });
    },
  );
});

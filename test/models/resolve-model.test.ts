import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { PROVIDER_DEFAULT_GENERATION } from "../../src/core/identity.ts";
import { findPrice, priceUsage } from "../../src/models/price.ts";
import { type ModelOptions, resolveModel } from "../../src/models/resolve-model.ts";

const KEY = "sk-0123456789";

const resolve = (name: string, options: Partial<ModelOptions> = {}) =>
  resolveModel(name, {
    baseUrl: null,
    keyEnv: null,
    env: { OPENAI_API_KEY: KEY, DASHSCOPE_API_KEY: KEY, OPENROUTER_API_KEY: KEY, MINE: ` ${KEY}\n` },
    generation: PROVIDER_DEFAULT_GENERATION,
    ...options,
  });

describe("a model", () => {
  it("knows its provider's address, region and key", () => {
    const model = resolve("qwen/qwen3-coder-plus");
    expect(model).toMatchObject({
      model: "qwen3-coder-plus",
      baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
      host: "dashscope-intl.aliyuncs.com",
      region: "ap-southeast-1",
      keyEnv: "DASHSCOPE_API_KEY",
      price: null,
    });
    expect(model.key?.reveal()).toBe(KEY);
  });

  it("may have slashes in its name, as OpenRouter's have", () => {
    expect(resolve("openrouter/qwen/qwen3-coder").model).toBe("qwen/qwen3-coder");
  });

  it("of Ollama needs no key", () => {
    expect(resolve("ollama/qwen3:8b", { env: {} })).toMatchObject({
      key: null,
      keyEnv: null,
      baseUrl: "http://127.0.0.1:11434/v1",
      host: "127.0.0.1:11434",
    });
  });

  it("may be reached elsewhere, with a key from another variable", () => {
    const model = resolve("openai-compatible/mine", { baseUrl: "http://10.0.0.5:8000/v1/", keyEnv: "MINE" });
    expect(model).toMatchObject({
      baseUrl: "http://10.0.0.5:8000/v1",
      keyEnv: "MINE",
      price: null,
      region: null,
    });
    expect(model.key?.reveal()).toBe(KEY);
  });

  it("does not show its key in text, JSON or inspection", () => {
    const model = resolve("openai/gpt-4o-mini");
    expect(
      `${String(model.key)} ${JSON.stringify(model)} ${inspect(model, { depth: 9, showHidden: true })}`,
    ).not.toContain(KEY);
    expect(JSON.stringify(model)).toContain('"key":"[redacted]"');
  });
});

describe("what is wrong with a model is said, with the remedy", () => {
  it.each([
    ["gpt-4o", {}, "invalid-model-name", "a provider and a name are needed"],
    ["openai/", {}, "invalid-model-name", "openai, qwen, openrouter, ollama, openai-compatible"],
    ["opneai/gpt-4o", {}, "unknown-name", 'did you mean "openai"?'],
    ["constructor/x", {}, "unknown-name", "known: openai"],
    ["openai/gpt-4o", { env: {} }, "missing-key", "export OPENAI_API_KEY=…"],
    ["openai/gpt-4o", { env: { OPENAI_API_KEY: " " } }, "missing-key", "OPENAI_API_KEY"],
    ["openai/gpt-4o", { env: { OPENAI_API_KEY: "a b" } }, "missing-key", "characters that no key has"],
    ["openai/gpt-4o", { keyEnv: "NONE" }, "missing-key", "--key-env"],
    ["openai-compatible/x", {}, "missing-base-url", "--base-url http://127.0.0.1:8000/v1"],
    ["openai/gpt-4o", { baseUrl: "localhost" }, "invalid-base-url", "it is no URL"],
    ["openai/gpt-4o", { baseUrl: "file:///etc/passwd" }, "invalid-base-url", "only http and https"],
    [
      "openai/gpt-4o",
      { baseUrl: "https://me:secret@example.com/v1" },
      "invalid-base-url",
      "user name or a password",
    ],
    ["openai/gpt-4o", { baseUrl: "https://example.com/v1?key=secret" }, "invalid-base-url", "a query"],
  ] as [string, Partial<ModelOptions>, string, string][])("%s %o", (name, options, code, words) => {
    const error = catchError(() => resolve(name, options));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).toContain(words);
    expect(error.message).not.toContain("secret");
  });
});

describe("a price", () => {
  const usage = { inputTokens: 1_000_000, outputTokens: 100_000, cacheReadTokens: 400_000 };

  it("counts what was read from a cache at its own rate, once", () => {
    const cost = priceUsage(findPrice("openai", "gpt-4o-mini"), usage, new Date("2026-01-02"));
    expect(cost).toBeCloseTo(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.6, 9);
  });

  it("says from which table it is", () => {
    expect(findPrice("openrouter", "qwen/qwen3-coder")?.source).toBe(
      "genai-prices openrouter/qwen/qwen3-coder",
    );
  });

  it("is null where nobody knows it, never 0", () => {
    expect(findPrice("openai", "a-model-of-nobody")).toBeNull();
    expect(findPrice(null, "gpt-4o-mini")).toBeNull();
    expect(priceUsage(null, usage, new Date())).toBeNull();
  });
});

function catchError(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

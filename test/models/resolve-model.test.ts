import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import type { ModelEntry } from "../../src/core/run-config.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { findPrice, priceCall } from "../../src/models/price.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";

const KEY = "sk-0123456789";

const ENV = { OPENAI_API_KEY: KEY, DASHSCOPE_API_KEY: KEY, OPENROUTER_API_KEY: KEY, MINE: ` ${KEY}\n` };
const catalog = await loadCatalog([]);

type Options = Partial<ModelEntry> & { readonly env?: NodeJS.ProcessEnv };

const resolve = (name: string, { env = ENV, ...asked }: Options = {}) =>
  resolveModel({ ...asked, name }, { env, catalog });

describe("a model", () => {
  it("knows its provider's address, region and key", async () => {
    const model = resolve("qwen/qwen3-coder-plus");
    expect(model).toMatchObject({
      model: "qwen3-coder-plus",
      endpoints: {
        "openai-chat": {
          baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
          host: "dashscope-intl.aliyuncs.com",
          region: "ap-southeast-1",
        },
      },
      key: { source: "DASHSCOPE_API_KEY" },
      metadata: { organisation: "Alibaba", region: "Asia-Pacific" },
      price: null,
    });
    expect((await model.key?.current())?.reveal()).toBe(KEY);
  });

  it("may have slashes in its name, as OpenRouter's have", () => {
    expect(resolve("openrouter/qwen/qwen3-coder").model).toBe("qwen/qwen3-coder");
  });

  it("of Ollama needs no key", () => {
    expect(resolve("ollama/qwen3:8b", { env: {} })).toMatchObject({
      key: null,
      provider: { kind: "local" },
      endpoints: { "openai-chat": { baseUrl: "http://127.0.0.1:11434/v1", host: "127.0.0.1:11434" } },
    });
  });

  it("may be reached elsewhere, with a key from another variable", async () => {
    const model = resolve("openai-compatible/mine", { baseUrl: "http://10.0.0.5:8000/v1/", keyEnv: "MINE" });
    expect(model).toMatchObject({
      endpoints: { "anthropic-messages": { baseUrl: "http://10.0.0.5:8000/v1", region: null } },
      key: { source: "MINE" },
      price: null,
    });
    expect((await model.key?.current())?.reveal()).toBe(KEY);
  });

  it("does not show its key in text, JSON or inspection", () => {
    const model = resolve("openai/gpt-4o-mini");
    expect(`${JSON.stringify(model)} ${inspect(model, { depth: 9, showHidden: true })}`).not.toContain(KEY);
  });
});

describe("what stands in an address", () => {
  const env = {
    ...ENV,
    GW_HOST: "gateway.company.test",
    GW_TOKEN: "t0k/en é",
    TEAM: "calendar",
    EU_KEY: "region-eu",
  };
  const secretsOf = (baseUrl: string) => resolve("openai/gpt-4o-mini", { env, baseUrl }).secrets();

  it("is secret where its name says so, as it is and as it travels", () => {
    expect(secretsOf("https://${GW_HOST}/t/${GW_TOKEN}/v1")).toEqual(["t0k/en é", "t0k/en%20%C3%A9", KEY]);
  });

  it("is no secret as a part of the host, or as an ordinary word", () => {
    expect(secretsOf("https://${EU_KEY}.company.test/${TEAM}/v1")).toEqual([KEY]);
  });
});

describe("what is wrong with a model is said, with the remedy", () => {
  it.each([
    ["gpt-4o", {}, "invalid-model-name", "a provider and a name are needed"],
    ["openai/", {}, "invalid-model-name", "qwen, openai, anthropic, google, deepseek, openrouter"],
    ["opneai/gpt-4o", {}, "unknown-name", 'did you mean "openai"?'],
    ["constructor/x", {}, "unknown-name", "known: qwen"],
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
  ] as [string, Options, string, string][])("%s %o", (name, options, code, words) => {
    const error = catchError(() => resolve(name, options));
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).toContain(words);
    expect(error.message).not.toContain("secret");
  });
});

describe("a price", () => {
  const usage = {
    inputTokens: 1_000_000,
    outputTokens: 100_000,
    cacheReadTokens: 400_000,
    cacheWriteTokens: 0,
  };
  const moment = { at: new Date("2026-01-02"), durationMs: 1_800_000 };
  const openai = { name: "openai", priceId: "openai" };

  it("counts what was read from a cache at its own rate, once", () => {
    const cost = priceCall(findPrice(catalog, openai, "gpt-4o-mini"), usage, moment);
    expect(cost).toBeCloseTo(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.6, 9);
  });

  it("counts what a cache keeps for an hour at that rate, where there is one", () => {
    const written = { ...usage, cacheReadTokens: 0, outputTokens: 0, inputTokens: 100_000 };
    const cost = (provider: string, model: string, cacheWriteHourTokens: number): number | null =>
      priceCall(
        findPrice(catalog, { name: provider, priceId: provider }, model),
        { ...written, cacheWriteTokens: 100_000, cacheWriteHourTokens },
        moment,
      );
    const haiku = "claude-3-5-haiku-latest";
    expect(cost("anthropic", haiku, 0)).toBeCloseTo(0.1 * 1, 9);
    expect(cost("anthropic", haiku, 60_000)).toBeCloseTo(0.04 * 1 + 0.06 * 1.6, 9);
    expect(cost("openai", "gpt-4o-mini", 60_000)).toBeCloseTo(0.1 * 0.15, 9);
  });

  it("says from which table it is", () => {
    expect(
      findPrice(catalog, { name: "openrouter", priceId: "openrouter" }, "qwen/qwen3-coder")?.source,
    ).toBe("genai-prices openrouter/qwen/qwen3-coder");
  });

  it("is null where nobody knows it, never 0", () => {
    expect(findPrice(catalog, openai, "a-model-of-nobody")).toBeNull();
    expect(findPrice(catalog, { name: "vllm", priceId: null }, "gpt-4o-mini")).toBeNull();
    expect(priceCall(null, usage, moment)).toBeNull();
  });
});

describe("a price of one's own", () => {
  const usage = {
    inputTokens: 1_000_000,
    outputTokens: 100_000,
    cacheReadTokens: 400_000,
    cacheWriteTokens: 100_000,
  };
  const moment = { at: new Date("2026-01-02"), durationMs: 1_800_000 };
  const vllm = { name: "vllm", priceId: null };
  const priced = (price: object) => ({
    ...catalog,
    prices: [{ model: "vllm/*", file: "/home/me/mine.yaml", ...price }],
  });

  it("is by the token, with caches at their own rates or at the input's", () => {
    const rates = { input: 2, output: 10, cacheRead: 0.5 };
    const price = findPrice(priced(rates), vllm, "qwen3");
    expect(priceCall(price, usage, moment)).toBeCloseTo(0.5 * 2 + 0.4 * 0.5 + 0.1 * 2 + 0.1 * 10, 9);
    expect(price?.source).toBe("mine.yaml vllm/*");
  });

  it("is by the hour for a machine of one's own, and wins over the table", () => {
    expect(priceCall(findPrice(priced({ perHour: 3 }), vllm, "qwen3"), usage, moment)).toBeCloseTo(1.5, 9);
    const own = { ...catalog, prices: [{ model: "openai/gpt-4o*", file: "p.yaml", input: 0, output: 0 }] };
    expect(
      priceCall(findPrice(own, { name: "openai", priceId: "openai" }, "gpt-4o-mini"), usage, moment),
    ).toBe(0);
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

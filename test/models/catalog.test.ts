import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ProtocolSchema } from "../../src/core/protocol.ts";
import type { ModelEntry } from "../../src/core/run-config.ts";
import { findMetadata, fits, loadCatalog } from "../../src/models/catalog.ts";
import { askFacts } from "../../src/models/probe.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";
import { Secret } from "../../src/models/secret.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const OWN = `schema: 1
providers:
  gateway:
    title: The company's gateway
    keyEnv: GATEWAY_KEY
    endpoints:
      openai-chat: https://\${GATEWAY_HOST}/llm/{model}/v1
    auth: api-key
    headers: { x-team: "\${TEAM}" }
    query: { api-version: "2026-01-01" }
    regions: { llm.company.test: eu-west }
models:
  - { name: gateway/*, organisation: Ours, sizeClass: small, facts: { contextLength: 32000 } }
prices:
  - { model: gateway/*, perHour: 2.5, source: our rack }
`;

describe("a file of the user's own", () => {
  it("adds providers, models and prices, with templates for what is the company's", async () => {
    const file = join(await makeTemporaryFolder(), "mine.yaml");
    await writeFile(file, OWN);
    const catalog = await loadCatalog([file]);
    const env = { GATEWAY_KEY: "sk-gateway", GATEWAY_HOST: "llm.company.test", TEAM: "team-secret" };
    const model = resolveModel({ name: "gateway/qwen 3".replace(" ", "-") }, { env, catalog });
    const endpoint = model.endpoints["openai-chat"]!;
    expect(endpoint).toMatchObject({ host: "llm.company.test", region: "eu-west" });
    expect(endpoint.address("/chat/completions", new Secret("sk-gateway"))).toEqual({
      url: "https://llm.company.test/llm/qwen-3/v1/chat/completions?api-version=2026-01-01",
      headers: { "api-key": "sk-gateway", "x-team": "team-secret" },
    });
    expect(JSON.stringify(model)).not.toMatch(/team-secret|sk-gateway/);
    expect(model.secrets()).toEqual(["team-secret", "sk-gateway"]);
    expect(model.facts.contextLength).toBe(32_000);
    expect(model.price?.source).toBe("mine.yaml gateway/* (our rack)");
    expect(findMetadata(catalog, "gateway/x")).toMatchObject({ organisation: "Ours", sizeClass: "small" });
    expect(Object.keys(catalog.providers)).toContain("openai");
  });

  it("says file, line and column of what is wrong in it", async () => {
    const file = join(await makeTemporaryFolder(), "mine.yaml");
    await writeFile(file, OWN.replace("keyEnv", "keyEnw"));
    await expect(loadCatalog([file])).rejects.toThrow(/mine\.yaml:5:5 .*keyEnw/);
  });
});

describe("what buildoff knows", () => {
  it.each([
    ["qwen/qwen3-max", { organisation: "Alibaba", region: "Asia-Pacific", sizeClass: "frontier" }],
    ["anthropic/claude-haiku-4-5", { organisation: "Anthropic", sizeClass: "medium" }],
    ["openrouter/qwen/qwen3-coder", { organisation: "Alibaba" }],
    ["ollama/qwen3:8b", { organisation: "Alibaba", availability: "open-weights" }],
    ["vllm/something-else", { name: "vllm/something-else" }],
  ])("of %s", async (name, expected) => {
    expect(findMetadata(await loadCatalog([]), name)).toMatchObject(expected);
  });

  it("fits patterns as they are written, and no more", () => {
    expect(fits("a/b.c*", "a/b.cd")).toBe(true);
    expect(fits("a/b.c*", "a/bxcd")).toBe(false);
    expect(fits("*/*qwen*", "vllm/Qwen3")).toBe(true);
  });

  it("has one address for every protocol of every provider, or asks for it", async () => {
    const { providers } = await loadCatalog([]);
    for (const { endpoints } of Object.values(providers)) {
      expect(Object.keys(endpoints).every((name) => ProtocolSchema.safeParse(name).success)).toBe(true);
    }
  });

  it("suits one address to the protocols of a server that speaks several", async () => {
    const catalog = await loadCatalog([]);
    const env = { GEMINI_API_KEY: "k-123456" };
    const google = resolveModel(
      { name: "google/gemini", baseUrl: "http://127.0.0.1:9/v1" },
      { env, catalog },
    );
    expect(google.endpoints.gemini?.baseUrl).toBe("http://127.0.0.1:9/v1beta");
    const asked: ModelEntry = {
      name: "vllm/m",
      baseUrl: "http://127.0.0.1:9/v1",
      protocol: "openai-responses",
    };
    expect(Object.keys(resolveModel(asked, { env: {}, catalog }).endpoints)).toEqual(["openai-responses"]);
  });
});

describe("what a local server tells of its model", () => {
  const answers: Readonly<Record<string, Readonly<Record<string, object>>>> = {
    ollama: {
      "/api/show": {
        parameters: "num_ctx                        16384\ntemperature 0.7",
        details: { quantization_level: "Q4_K_M", family: "qwen3" },
        model_info: { "qwen3.context_length": 40_960 },
        capabilities: ["completion", "tools"],
      },
      "/api/version": { version: "0.12.3" },
      "/api/tags": { models: [{ name: "m:latest", digest: "sha256:abc" }] },
    },
    vllm: {
      "/v1/models": { object: "list", data: [{ id: "m", root: "Qwen/Qwen3-8B", max_model_len: 32_768 }] },
      "/version": { version: "0.11.0" },
    },
    llamacpp: {
      "/props": {
        model_path: "/models/q.gguf",
        build_info: "b6000",
        default_generation_settings: { n_ctx: 8_192 },
        modalities: { vision: true },
      },
    },
    lmstudio: {
      "/api/v0/models": {
        data: [
          {
            id: "m",
            type: "vlm",
            quantization: "4bit",
            compatibility_type: "mlx",
            max_context_length: 131_072,
            loaded_context_length: 4_096,
          },
        ],
      },
    },
  };

  async function ask(provider: string, served: Readonly<Record<string, object>>) {
    const server = createServer((request, response) => {
      const body = served[request.url ?? ""];
      response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const catalog = await loadCatalog([]);
    const model = resolveModel(
      { name: `${provider}/m`, baseUrl: `http://127.0.0.1:${port}/v1` },
      { env: {}, catalog },
    );
    return (await askFacts(model, fetch, new AbortController().signal)).facts;
  }

  it.each([
    [
      "ollama",
      {
        weights: "sha256:abc",
        quantisation: "Q4_K_M",
        engine: "ollama 0.12.3",
        contextLength: 16_384,
        seesImages: false,
      },
    ],
    [
      "vllm",
      {
        weights: "Qwen/Qwen3-8B",
        quantisation: null,
        engine: "vllm 0.11.0",
        contextLength: 32_768,
        seesImages: null,
      },
    ],
    [
      "llamacpp",
      {
        weights: "/models/q.gguf",
        quantisation: null,
        engine: "llama.cpp b6000",
        contextLength: 8_192,
        seesImages: true,
      },
    ],
    [
      "lmstudio",
      { weights: null, quantisation: "4bit", engine: "lmstudio mlx", contextLength: 4_096, seesImages: true },
    ],
  ])("%s", async (provider, facts) => {
    expect(await ask(provider, answers[provider]!)).toEqual(facts);
  });

  it("is the window that Ollama has loaded it with, where it is loaded", async () => {
    const loaded = { models: [{ name: "m:latest", context_length: 4_096 }, { name: "other:latest" }] };
    const facts = await ask("ollama", { ...answers["ollama"]!, "/api/ps": loaded });
    expect(facts.contextLength).toBe(4_096);
    const idle = await ask("ollama", { ...answers["ollama"]!, "/api/ps": { models: [] } });
    expect(idle.contextLength).toBe(16_384);
  });

  it("is not known where it tells nothing, or is not there", async () => {
    expect(await ask("ollama", {})).toEqual({
      weights: null,
      quantisation: null,
      engine: null,
      contextLength: null,
      seesImages: null,
    });
    const catalog = await loadCatalog([]);
    const model = resolveModel({ name: "vllm/m", baseUrl: "http://127.0.0.1:9/v1" }, { env: {}, catalog });
    expect((await askFacts(model, fetch, new AbortController().signal)).facts.engine).toBeNull();
  });
});

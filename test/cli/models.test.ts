import { describe, expect, it } from "vitest";
import { buildoff } from "../support/buildoff.ts";
import { startScriptedModel } from "../support/scripted-model.ts";

const KEY = "sk-models-test-0123456789";
const PROVIDERS = [
  "qwen",
  "openai",
  "anthropic",
  "google",
  "deepseek",
  "openrouter",
  "ollama",
  "vllm",
  "lmstudio",
  "openai-compatible",
];

interface Row {
  readonly provider: string;
  readonly key: string;
  readonly baseUrl: string;
  readonly protocols: readonly string[];
  readonly ping: { readonly isUp: boolean; readonly message: string } | null;
}

describe("buildoff models", () => {
  it("lists every provider with its address, and says which keys are set, never what they are", async () => {
    const env = { OPENAI_API_KEY: KEY, DASHSCOPE_API_KEY: undefined };
    const { exitCode, stdout } = await buildoff(["models", "--json"], { env });
    const rows = JSON.parse(stdout) as Row[];
    expect(exitCode).toBe(0);
    expect(rows.map(({ provider }) => provider)).toEqual(expect.arrayContaining(PROVIDERS));
    const keyOf = (name: string) => rows.find(({ provider }) => provider === name)!.key;
    expect(keyOf("openai")).toBe("OPENAI_API_KEY is set");
    expect(keyOf("qwen")).toBe("DASHSCOPE_API_KEY is not set");
    expect(keyOf("ollama")).toBe("none needed");
    expect(stdout).not.toContain(KEY);
  });

  it("tries what it is told to try: a provider's list of models, and a model for a few tokens", async () => {
    await using server = await startScriptedModel({ replies: [{ text: "hi" }], apiKey: KEY });
    const where = ["--ping", "--base-url", server.baseUrl, "--key-env", "THE_KEY", "--json"];
    const names = ["openai", "openai/gpt-5", "anthropic/claude", "google/gemini"];
    const { exitCode, stdout } = await buildoff(["models", ...names, ...where], { env: { THE_KEY: KEY } });
    const rows = JSON.parse(stdout) as Row[];
    expect(rows.map(({ provider, ping }) => [provider, ping?.isUp])).toEqual(
      names.map((name) => [name, true]),
    );
    expect(rows[0]).toMatchObject({ baseUrl: server.baseUrl, key: "THE_KEY is set" });
    expect(exitCode).toBe(0);
    expect(server.requests.map(({ protocol }) => protocol).toSorted()).toEqual([
      "anthropic-messages",
      "gemini",
      "openai-chat",
    ]);
    const chat = server.requests.find(({ protocol }) => protocol === "openai-chat");
    expect(chat?.body).toHaveProperty("max_completion_tokens");
    expect(stdout).not.toContain(KEY);
  });

  it("exits 1 where one that was named does not answer, and says why without the key", async () => {
    await using server = await startScriptedModel({ replies: [{ text: "hi" }], apiKey: "another" });
    const where = ["--base-url", server.baseUrl, "--key-env", "THE_KEY"];
    const { exitCode, stdout } = await buildoff(["models", "openai", "--ping", ...where], {
      env: { THE_KEY: KEY },
    });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("status 401");
    expect(stdout).not.toContain(KEY);
  });
});

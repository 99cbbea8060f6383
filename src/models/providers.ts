import type { Generation } from "../core/identity.ts";

type Effort = NonNullable<Generation["reasoningEffort"]>;

/** What is particular to one provider of models; everything else is the same for all. */
export interface ModelProvider {
  readonly name: string;
  readonly title: string;
  /** Null: the user says where, with --base-url. */
  readonly baseUrl: string | null;
  /** Environment variable of the key; null where none is needed. */
  readonly keyEnv: string | null;
  /** Its id in the price table; null: its prices are not known. */
  readonly priceId: string | null;
  /** Where the request leaves to, by host name. */
  readonly regions: Readonly<Record<string, string>>;
  /** Member of a chat request that limits the output. */
  readonly maxTokensKey: "max_tokens" | "max_completion_tokens";
  /** Members of a chat request that ask for an effort. */
  readonly toEffort: (effort: Effort) => Readonly<Record<string, unknown>>;
}

const asReasoningEffort = (effort: Effort) => ({ reasoning_effort: effort });

const openai: ModelProvider = {
  name: "openai",
  title: "OpenAI",
  baseUrl: "https://api.openai.com/v1",
  keyEnv: "OPENAI_API_KEY",
  priceId: "openai",
  regions: { "eu.api.openai.com": "eu", "us.api.openai.com": "us" },
  maxTokensKey: "max_completion_tokens",
  toEffort: asReasoningEffort,
};

const qwen: ModelProvider = {
  name: "qwen",
  title: "Alibaba Cloud Model Studio",
  baseUrl: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
  keyEnv: "DASHSCOPE_API_KEY",
  priceId: null,
  regions: {
    "dashscope-intl.aliyuncs.com": "ap-southeast-1",
    "dashscope-us.aliyuncs.com": "us-east-1",
    "dashscope.aliyuncs.com": "cn-beijing",
  },
  maxTokensKey: "max_tokens",
  toEffort: (effort) => ({ enable_thinking: effort !== "none" }),
};

const openrouter: ModelProvider = {
  name: "openrouter",
  title: "OpenRouter",
  baseUrl: "https://openrouter.ai/api/v1",
  keyEnv: "OPENROUTER_API_KEY",
  priceId: "openrouter",
  regions: {},
  maxTokensKey: "max_tokens",
  toEffort: (effort) => ({ reasoning: { effort } }),
};

const ollama: ModelProvider = {
  name: "ollama",
  title: "Ollama",
  baseUrl: "http://127.0.0.1:11434/v1",
  keyEnv: null,
  priceId: null,
  regions: {},
  maxTokensKey: "max_tokens",
  toEffort: asReasoningEffort,
};

const openaiCompatible: ModelProvider = {
  name: "openai-compatible",
  title: "an OpenAI-compatible server",
  baseUrl: null,
  keyEnv: null,
  priceId: null,
  regions: {},
  maxTokensKey: "max_tokens",
  toEffort: asReasoningEffort,
};

export const providers: Readonly<Record<string, ModelProvider>> = {
  openai,
  qwen,
  openrouter,
  ollama,
  "openai-compatible": openaiCompatible,
};

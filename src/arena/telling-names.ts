import type { Manifest } from "../core/manifest.ts";

/** Words that tell who made something wherever they stand: makers, and the families of their models. */
export const MAKERS: readonly string[] = [
  "alibaba",
  "anthropic",
  "chatgpt",
  "claude",
  "codex",
  "cohere",
  "copilot",
  "deepmind",
  "deepseek",
  "doubao",
  "gemini",
  "gpt",
  "grok",
  "hunyuan",
  "kimi",
  "llama",
  "minimax",
  "mistral",
  "moonshot",
  "nemotron",
  "openai",
  "opencode",
  "qwen",
  "zhipu",
];

/** Shorter parts of a name are words of any language. */
const LEAST_LENGTH = 3;
/** Signs that no plain word has. */
const UNUSUAL = /[\d/_.-]/;

/**
 * The words of a model's, an agent's or an organisation's name that tell it wherever they stand: the whole of `acme/zephyr-9b`, `zephyr-9b`,
 * and makers in it. `zephyr` alone may be anything, as `text` of `minimax-text-01` is.
 */
export function tellingNames(name: string): string[] {
  const words = name.toLowerCase().split(/\s+/);
  return [...new Set(words.flatMap((word) => [word, word.split("/").at(-1)!]))].filter(
    (word) => word.length >= LEAST_LENGTH && (UNUSUAL.test(word) || MAKERS.includes(word)),
  );
}

/** The words of a name that tell it where something is signed with them: `zephyr` in "built by Zephyr". */
export function signingNames(name: string): string[] {
  const telling = new Set([...tellingNames(name), ...MAKERS]);
  const words = name.toLowerCase().split(/[\s/_.-]+/);
  return [...new Set([name.toLowerCase(), ...words])].filter(
    (word) => word.length >= LEAST_LENGTH && !/^\d+$/.test(word) && !telling.has(word),
  );
}

/** Who may have built something in these runs, and with what. */
export const listNames = (manifests: readonly Pick<Manifest, "agents" | "models">[]): string[] =>
  manifests.flatMap(({ agents, models }) => [
    ...agents.flatMap(({ name, agent }) => [name, agent]),
    ...models.flatMap(({ name, metadata }) => [name, metadata.organisation ?? ""]),
  ]);

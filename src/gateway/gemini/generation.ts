import type { ResolvedModel } from "../../models/resolve-model.ts";
import { readObject } from "../wire-json.ts";
import type { ModelRequest } from "../wire-protocol.ts";

type Members = Readonly<Record<string, unknown>>;

/** The provider takes both spellings, and nobody knows which of two wins: what the run sets stands alone. */
const TWINS: Readonly<Record<string, string>> = {
  topP: "top_p",
  maxOutputTokens: "max_output_tokens",
  thinkingConfig: "thinking_config",
};

/** What the run sets wins over what the agent's program asks for; what the run leaves open is the program's. */
export function applyGeneration(
  body: Readonly<Record<string, unknown>>,
  { model, generation }: ResolvedModel,
): ModelRequest["body"] {
  const { temperature, topP, maxOutputTokens, reasoningEffort, seed } = generation;
  const { generation_config: snakeCase, ...rest } = body;
  const given = readObject(rest["generationConfig"] ?? snakeCase) ?? {};
  const set: Members = {
    ...(temperature === null ? {} : { temperature }),
    ...(topP === null ? {} : { topP }),
    ...(seed === null ? {} : { seed }),
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    ...(reasoningEffort === null ? {} : { thinkingConfig: toThinking(model, reasoningEffort, given) }),
  };
  const replaced = new Set(Object.keys(set).map((key) => TWINS[key]));
  const kept = Object.entries(given).filter(([key]) => !replaced.has(key));
  const generationConfig = { ...Object.fromEntries(kept), ...set };
  return Object.keys(generationConfig).length === 0 ? rest : { ...rest, generationConfig };
}

/** Tokens of thought that Google's own endpoint for OpenAI's protocol gives an effort. */
const BUDGETS: Readonly<Record<string, number>> = { minimal: 1_024, low: 1_024, medium: 8_192, high: 24_576 };

/** Gemini 2.5 takes a budget and refuses a level; later ones want a level. Whether thoughts are shown is the program's. */
function toThinking(model: string, effort: string, given: Members): Members {
  const asked = readObject(given["thinkingConfig"] ?? given["thinking_config"]);
  const includeThoughts = asked?.["includeThoughts"] ?? asked?.["include_thoughts"];
  const budget = /gemini-2\.5/.test(model) ? BUDGETS[effort] : undefined;
  const thinkingBudget = effort === "none" ? 0 : budget;
  return {
    ...(includeThoughts === undefined ? {} : { includeThoughts }),
    ...(thinkingBudget === undefined ? { thinkingLevel: effort } : { thinkingBudget }),
  };
}

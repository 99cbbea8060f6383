import { readObject, readText } from "../wire-json.ts";

/** What a piece of a reply holds of the model's thoughts. */
export interface Thought {
  readonly text: string;
  /** What is no text, such as thoughts that the provider encrypts. */
  readonly hidden: readonly unknown[];
}

/**
 * Reads the thoughts of one piece. DeepSeek and Model Studio call them `reasoning_content`; OpenRouter, Ollama, LM Studio
 * and newer vLLM `reasoning`, beside which OpenRouter says the same again in `reasoning_details`. Each is counted once.
 */
export function readThought(delta: Readonly<Record<string, unknown>>): Thought {
  const given = delta["reasoning_details"];
  const details = (Array.isArray(given) ? (given as unknown[]) : []).map((detail) => ({
    detail,
    text: readText(readObject(detail)?.["text"]) ?? readText(readObject(detail)?.["summary"]),
  }));
  const told = [delta["reasoning_content"], delta["reasoning"]].find(
    (text) => typeof text === "string" && text !== "",
  );
  return {
    text: readText(told) ?? details.map(({ text }) => text ?? "").join(""),
    hidden: details.filter(({ text }) => text === null).map(({ detail }) => detail),
  };
}

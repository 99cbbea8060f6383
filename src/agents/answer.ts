import { createLanguageModel, toOutputLimit } from "./language-model.ts";
import { takeStep } from "./loop/step.ts";
import type { ModelAccess } from "../core/agent.ts";
import type { Protocol } from "../core/protocol.ts";

/** What a model is asked once, without tools. */
export interface Inquiry {
  readonly system: string;
  readonly text: string;
  readonly pictures: readonly { readonly mediaType: string; readonly content: Uint8Array }[];
}

/** What {@link answerOnce} speaks. */
export const ANSWER_PROTOCOLS: readonly Protocol[] = [
  "openai-chat",
  "openai-responses",
  "anthropic-messages",
  "gemini",
];

/**
 * The model's answer as a text. For callers of the harness that are no agents and must not know the SDK.
 * @throws what the provider, or the gateway in its name, refuses; the signal's reason
 */
export async function answerOnce(
  access: ModelAccess,
  { system, text, pictures }: Inquiry,
  signal: AbortSignal,
): Promise<string> {
  const files = pictures.map(({ mediaType, content }) => ({
    type: "file" as const,
    data: Buffer.from(content).toString("base64"),
    mediaType,
  }));
  const step = await takeStep({
    model: createLanguageModel(access),
    system,
    messages: [{ role: "user", content: [{ type: "text", text }, ...files] }],
    tools: [],
    maxOutputTokens: toOutputLimit(access),
    signal,
  });
  return step.text;
}

import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";
import type { ModelAccess } from "../core/agent.ts";

// The SDK would write its advice to standard error, in the middle of a view.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** Anthropic wants to be told how much may be written; a run's own limit wins over this. */
const ANTHROPIC_OUTPUT_TOKENS = 16_000;

/** Options of the providers that the gateway asks for: nothing is stored at one. */
export const PROVIDER_OPTIONS = { openai: { store: false } };

/** Null where the protocol needs no limit. */
export const toOutputLimit = ({ protocol }: ModelAccess): number | null =>
  protocol === "anthropic-messages" ? ANTHROPIC_OUTPUT_TOKENS : null;

/** A model of the AI SDK whose every call goes through the gateway, in the protocol that the trial has. */
export function createLanguageModel({ model, protocol, baseUrl, token, fetch }: ModelAccess): LanguageModel {
  const access = { apiKey: token, fetch };
  switch (protocol) {
    case "openai-chat":
      return createOpenAICompatible({ ...access, name: "buildoff", baseURL: baseUrl, includeUsage: true })(
        model,
      );
    case "openai-responses":
      return createOpenAI({ ...access, baseURL: baseUrl }).responses(model);
    case "anthropic-messages":
      return createAnthropic({ ...access, baseURL: `${baseUrl}/v1` })(model);
    case "gemini":
      return createGoogle({ ...access, baseURL: `${baseUrl}/v1beta` })(model);
  }
}

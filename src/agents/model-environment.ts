import type { ModelAccess } from "../core/agent.ts";
import type { Protocol } from "../core/protocol.ts";

const OPENAI = ["OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"] as const;

/** Names of the variables for the base URL, the key and the model, as the providers' own clients read them. */
const VARIABLES: Readonly<Record<Protocol, readonly [string, string, string]>> = {
  "openai-chat": OPENAI,
  "openai-responses": OPENAI,
  "anthropic-messages": ["ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_MODEL"],
  gemini: ["GOOGLE_GEMINI_BASE_URL", "GEMINI_API_KEY", "GEMINI_MODEL"],
};

/** The variables by which programs find their model. The key is the trial's token. */
export function toModelEnvironment(access: ModelAccess | null): Record<string, string> {
  if (access === null) return {};
  const [baseUrl, key, model] = VARIABLES[access.protocol];
  return { [baseUrl]: access.baseUrl, [key]: access.token, [model]: access.model };
}

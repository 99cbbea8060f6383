import type { ModelAccess } from "../core/agent.ts";

/** The variables by which programs that speak OpenAI's protocol find their model. The key is the trial's token. */
export function toModelEnvironment(model: ModelAccess | null): Record<string, string> {
  if (model === null) return {};
  return { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: model.token, OPENAI_MODEL: model.model };
}

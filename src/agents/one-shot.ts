import type { AgentDefinition } from "../core/agent.ts";

/** For models too small to call a tool: one answer, and some rounds to mend it with the errors of the build and the console. */
export const oneShot: AgentDefinition = {
  name: "one-shot",
  summary: "one answer without tools, for small models; files are taken from its code blocks",
  version: null,
  protocols: ["openai-chat", "openai-responses", "anthropic-messages", "gemini"],
  model: "required",
  trusted: false,
  imageLayer: null,
  session: "restarts",
  recovery: null,
  tools: [],
  defaultTools: "all",
  run: async (context, settings) => (await import("./one-shot/run.ts")).runOneShot(context, settings),
};

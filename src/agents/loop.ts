import type { AgentDefinition } from "../core/agent.ts";

/** Buildoff's own agent: one model, the tools of MCP servers, one conversation. Runs in the harness; its tools act in the sandbox. */
export const loop: AgentDefinition = {
  name: "loop",
  summary: "buildoff's own agent: a model with tools, small enough to read",
  version: null,
  protocols: ["openai-chat", "openai-responses", "anthropic-messages", "gemini"],
  model: "required",
  trusted: false,
  imageLayer: null,
  session: "continues",
  recovery: { kind: "memory" },
  tools: null,
  defaultTools: "all",
  run: async (context) => (await import("./loop/run.ts")).runLoop(context),
};

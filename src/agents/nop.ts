import type { AgentDefinition } from "../core/agent.ts";

/** Does nothing: no check of a good task passes on what it leaves. */
export const nop: AgentDefinition = {
  name: "nop",
  summary: "does nothing",
  version: null,
  protocols: [],
  model: "none",
  trusted: true,
  imageLayer: null,
  session: "restarts",
  recovery: null,
  tools: null,
  defaultTools: "none",
  run: async () => ({ kind: "completed" }),
};

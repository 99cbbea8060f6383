import type { AgentDefinition } from "../core/agent.ts";

/** Copies the reference solution in: proves the task and the harness, costs nothing. */
export const oracle: AgentDefinition = {
  name: "oracle",
  summary: "copies the reference solution in",
  version: null,
  protocols: [],
  model: "none",
  trusted: true,
  imageLayer: false,
  session: "restarts",
  recovery: null,
  tools: null,
  defaultTools: "none",
  run: async ({ sandbox, turn, loadSolution }) => {
    const files = await loadSolution();
    await (turn.number === 1 ? sandbox.writeFiles(files) : sandbox.writeAsAgent(files));
    return { kind: "completed" };
  },
};

import { z } from "zod";
import type { AgentContext, AgentDefinition } from "../core/agent.ts";

/** File of a solution that is carried out instead of copied: what is to be done in the task's services. */
export const CALLS_FILE = "calls.json";

const CallsSchema = z.array(
  z.strictObject({
    service: z.string(),
    tool: z.string(),
    arguments: z.record(z.string(), z.unknown()).default({}),
  }),
);

/** Copies the reference solution in: proves the task and the harness, costs nothing. */
export const oracle: AgentDefinition = {
  name: "oracle",
  summary: "copies the reference solution in",
  version: null,
  protocols: [],
  model: "none",
  trusted: true,
  imageLayer: null,
  session: "restarts",
  recovery: null,
  tools: null,
  defaultTools: "none",
  run: async (context) => {
    const { sandbox, turn, loadSolution } = context;
    const all = await loadSolution();
    const files = all.filter(({ path }) => path !== CALLS_FILE);
    // What carries calls out of the sandbox runs in it already.
    const isFresh = turn.number === 1 && context.mcpServers.length === 0;
    await (isFresh ? sandbox.writeFiles(files) : sandbox.writeAsAgent(files));
    const calls = all.find(({ path }) => path === CALLS_FILE);
    if (calls === undefined) return { kind: "completed" };
    const failed = await carryOutCalls(new TextDecoder().decode(calls.content), context);
    return failed === null ? { kind: "completed" } : { kind: "agent-error", message: failed };
  },
};

/** Carries out what a solution does in the services of its task; null, or what went wrong. */
export async function carryOutCalls(
  text: string,
  { mcpServers, signal, emit }: Pick<AgentContext, "mcpServers" | "signal" | "emit">,
): Promise<string | null> {
  const { openMcpTools } = await import("./mcp-tools.ts");
  for (const [index, call] of CallsSchema.parse(JSON.parse(text)).entries()) {
    const id = `call-${index + 1}`;
    await using opened = await openMcpTools(mcpServers.filter(({ name }) => name === call.service));
    const tool = opened.tools.find(({ name }) => name === call.tool);
    if (tool === undefined) return `${CALLS_FILE}: ${call.service} has no tool ${call.tool}`;
    emit({ type: "tool-call", id, name: `${call.service}.${call.tool}`, arguments: call.arguments });
    const { text: said, isError } = await tool.call(call.arguments, signal);
    emit({ type: "tool-result", id, text: said, isError });
    if (isError) return `${CALLS_FILE}: ${call.service}.${call.tool} failed: ${said}`;
  }
  return null;
}

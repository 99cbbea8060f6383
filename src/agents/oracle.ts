import { z } from "zod";
import type { AgentContext, AgentDefinition, AgentEnd } from "../core/agent.ts";
import { DELETE_FILE, listDeleted } from "../core/delete-list.ts";
import { placeFiles } from "../core/place-files.ts";
import type { SandboxFile } from "../core/sandbox.ts";

/** File of a solution that is carried out instead of copied: what is to be done in the task's services. */
export const CALLS_FILE = "calls.json";

/** Another: what makes the rest of its files, as Harbor has it. Source: harborframework.com/docs/tasks */
const SOLVE_FILE = "solve.sh";

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
    if (all.some(({ path }) => path === SOLVE_FILE)) return solve(all, context);
    const files = all.filter(({ path }) => path !== CALLS_FILE && path !== DELETE_FILE);
    // What carries calls out of the sandbox runs in it already.
    const isFresh = turn.number === 1 && context.mcpServers.length === 0;
    await (isFresh ? sandbox.writeFiles(files) : sandbox.writeAsAgent(files));
    const deleted = listDeleted(all);
    if (deleted.length > 0)
      await sandbox.exec(["rm", "-rf", "--", ...deleted], { user: "agent", cwd: sandbox.layout.app });
    const calls = all.find(({ path }) => path === CALLS_FILE);
    if (calls === undefined) return { kind: "completed" };
    const failed = await carryOutCalls(new TextDecoder().decode(calls.content), context);
    return failed === null ? { kind: "completed" } : { kind: "agent-error", message: failed };
  },
};

/** Runs a solution's script in the workspace, with all of the solution in /solution. */
async function solve(files: readonly SandboxFile[], { sandbox, signal }: AgentContext): Promise<AgentEnd> {
  const { app, tmp } = sandbox.layout;
  await placeFiles(sandbox, files, `${tmp}/solution`);
  const command = ["bash", `${tmp}/solution/${SOLVE_FILE}`];
  const { exitCode, end, stderr } = await sandbox.exec(command, { user: "agent", cwd: app, signal });
  if (end === "exited" && exitCode === 0) return { kind: "completed" };
  const said = new TextDecoder().decode(stderr).trim().split("\n").at(-1) ?? "";
  return { kind: "agent-error", message: `${SOLVE_FILE} exited with ${exitCode ?? end}: ${said}` };
}

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

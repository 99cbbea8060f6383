import type { AgentDefinition, AgentEnd } from "../core/agent.ts";
import type { ExecResult } from "../core/sandbox.ts";
import { lastLines, toLimitEnd } from "./command-end.ts";
import { toModelEnvironment } from "./model-environment.ts";
import { createOutputRecorder } from "./output.ts";
import { toMcpServers } from "./program.ts";

/** Writes the prompt beside the workspace, then runs the command line (its first argument) with it on standard input. */
const SCRIPT = 'cat >"$BUILDOFF_PROMPT_FILE" && exec sh -c "$1" <"$BUILDOFF_PROMPT_FILE"';

/** What a shell exits with where the program is not executable, or not there. */
const CANNOT_START: Readonly<Record<number, string>> = {
  126: "the command cannot be executed",
  127: "the command was not found",
};

/**
 * Any command line, of a program that the sandbox has or that a user's own image brings. It finds the prompt on standard
 * input and in the file $BUILDOFF_PROMPT_FILE, the turn's number in $BUILDOFF_TURN, the model, where there is one, in the
 * variables of its protocol (OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL and the like), and MCP servers as JSON in
 * $BUILDOFF_MCP_SERVERS.
 */
export const command: AgentDefinition = {
  name: "command",
  summary: "runs any command line, with the prompt on standard input and in $BUILDOFF_PROMPT_FILE",
  version: null,
  protocols: ["openai-chat", "openai-responses", "anthropic-messages", "gemini"],
  model: "optional",
  trusted: false,
  imageLayer: null,
  session: "restarts",
  recovery: null,
  tools: null,
  defaultTools: "none",
  run: async (context, settings) => {
    const { sandbox, turn, model, limits, signal, emit } = context;
    const { layout } = sandbox;
    const output = createOutputRecorder(emit, limits.outputBytes);
    const result = await sandbox.exec(["sh", "-c", SCRIPT, "buildoff", settings.command ?? ""], {
      user: "agent",
      cwd: layout.app,
      env: {
        ...toModelEnvironment(model),
        BUILDOFF_PROMPT_FILE: `${layout.tmp}/buildoff-prompt-${turn.number}.md`,
        BUILDOFF_TURN: String(turn.number),
        BUILDOFF_MCP_SERVERS: JSON.stringify(
          toMcpServers(context, (server) => ({ type: "http", ...server })),
        ),
        HOST: "127.0.0.1",
        PORT: String(layout.port),
      },
      stdin: turn.prompt,
      maxOutputBytes: limits.outputBytes,
      signal,
      onOutput: output.take,
    });
    output.flush();
    return toEnd(result);
  },
};

/** What the command exits with says nothing about its work, but one that never started did none. */
function toEnd(result: ExecResult): AgentEnd {
  const limit = toLimitEnd(result);
  if (limit !== null) return limit;
  const why = result.end === "exited" ? CANNOT_START[result.exitCode ?? 0] : undefined;
  if (why === undefined) return { kind: "completed" };
  const said = lastLines(result);
  return { kind: "agent-error", message: said === "" ? why : `${why}: ${said}` };
}

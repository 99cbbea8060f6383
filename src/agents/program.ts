import type { AgentContext, AgentEnd } from "../core/agent.ts";
import type { AgentEvent } from "../core/event.ts";
import type { ExecResult } from "../core/sandbox.ts";
import { lastLines, toLimitEnd } from "./command-end.ts";
import { createJsonLines } from "./json-lines.ts";
import { createOutputRecorder } from "./output.ts";

/** How a program ended, by its own account. */
export interface ProgramResult {
  readonly isError: boolean;
  readonly message: string | null;
}

/** What one message of a program's event stream says. */
export interface ProgramMessage {
  readonly events: readonly AgentEvent[];
  /** Set by the message that tells how it ended. */
  readonly result: ProgramResult | null;
}

/** A coding agent's own program, run once for a turn. */
export interface Program {
  /** As people call it. */
  readonly title: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Written before it starts, by path below $HOME. */
  readonly files: Readonly<Record<string, string>>;
  readonly prompt: string;
  /** Reads one line of JSON of its standard output; what is not known says nothing. */
  readonly parse: (value: unknown) => ProgramMessage;
}

const INTERRUPTED =
  "You were interrupted. The workspace is as it was a while ago: look at it, then go on with the task until it is done.";

/** What a program is told in a turn. An interrupted session may have been kept before it had the turn's prompt. */
export const toPrompt = ({ turn, resumed }: Pick<AgentContext, "turn" | "resumed">): string =>
  resumed === null ? turn.prompt : `${INTERRUPTED}\n\nThe task, once more:\n\n${turn.prompt}`;

/** Writes pairs of a path and a content below $HOME, up to `--`, and becomes the program. */
const SCRIPT = `while [ "$1" != -- ]; do mkdir -p "$(dirname "$HOME/$1")" && printf %s "$2" >"$HOME/$1" || exit 74; shift 2; done; shift; exec "$@"`;

/**
 * Runs a program in the sandbox and tells what it does as events. Every action is allowed to it: the sandbox is the
 * border. Its exit code says nothing; what counts is the result that it writes.
 */
export async function runProgram(context: AgentContext, program: Program): Promise<AgentEnd> {
  const { sandbox, limits, signal } = context;
  const { layout } = sandbox;
  const session = followSession(context, program);
  const files = Object.entries(program.files).flat();
  const result = await sandbox.exec(["sh", "-c", SCRIPT, "buildoff", ...files, "--", ...program.command], {
    user: "agent",
    cwd: layout.app,
    env: {
      HOME: layout.home,
      HOST: "127.0.0.1",
      PORT: String(layout.port),
      NO_COLOR: "1",
      ...program.env,
    },
    stdin: program.prompt,
    maxOutputBytes: limits.outputBytes,
    signal,
    onOutput: session.take,
  });
  return toEnd(program, result, session.end());
}

/** Reads the session's messages as they come, and tells them as events. */
function followSession({ emit, limits }: AgentContext, { parse }: Program) {
  const output = createOutputRecorder(emit, limits.outputBytes);
  let result: ProgramResult | null = null;
  let left = limits.outputBytes;
  const tell = (event: AgentEvent): void => {
    left -= JSON.stringify(event).length;
    if (left > 0) emit(event);
  };
  const lines = createJsonLines(
    (value) => {
      const message = parse(value);
      message.events.forEach(tell);
      result = message.result ?? result;
    },
    (text) => output.take(Buffer.from(`${text}\n`), "stdout"),
  );
  return {
    take: (chunk: Uint8Array, stream: "stdout" | "stderr"): void => {
      if (stream === "stdout") lines.take(chunk);
      else output.take(chunk, stream);
    },
    end: (): ProgramResult | null => {
      lines.flush();
      output.flush();
      return result;
    },
  };
}

function toEnd({ title }: Program, exec: ExecResult, result: ProgramResult | null): AgentEnd {
  const limit = toLimitEnd(exec);
  if (limit !== null) return limit;
  if (exec.end !== "exited") return { kind: "completed" };
  if (result === null) {
    const said = lastLines(exec);
    const message = `${title} ended without a result, with exit code ${exec.exitCode}`;
    return { kind: "agent-error", message: said === "" ? message : `${message}: ${said}` };
  }
  if (!result.isError) return { kind: "completed" };
  return { kind: "agent-error", message: `${title} gave up: ${result.message ?? "it did not say why"}` };
}

/** MCP servers in the shape that most programs read, under the key that each has for the address. */
export function toMcpServers(
  { mcpServers }: AgentContext,
  toServer: (server: { readonly url: string; readonly headers: Readonly<Record<string, string>> }) => object,
): Record<string, object> {
  return Object.fromEntries(
    mcpServers.map(({ name, url, token }) => [
      name,
      toServer({ url, headers: { Authorization: `Bearer ${token}` } }),
    ]),
  );
}

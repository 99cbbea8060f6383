import type { AgentContext, AgentDefinition, AgentEnd } from "../core/agent.ts";
import type { AgentEvent } from "../core/event.ts";
import type { ExecResult } from "../core/sandbox.ts";
import { lastLines, toLimitEnd } from "./command-end.ts";
import { createJsonLines } from "./json-lines.ts";
import { toModelEnvironment } from "./model-environment.ts";
import { createOutputRecorder } from "./output.ts";
import { parseQwenMessage, type QwenResult } from "./qwen-code-messages.ts";

/** As pinned in sandboxes/agents/qwen-code/package.json. */
const VERSION = "0.24.4";

/**
 * No news to its makers and no calls of the model beside the work: its own memory of past sessions would be paid for,
 * and has nothing to remember in a sandbox.
 */
const SETTINGS = JSON.stringify({
  general: { enableAutoUpdate: false },
  memory: { enableManagedAutoMemory: false, enableManagedAutoDream: false },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  tools: { useBuiltinRipgrep: false },
});

const SCRIPT = 'mkdir -p "$HOME/.qwen"; printf %s "$1" >"$HOME/.qwen/settings.json"; shift; exec qwen "$@"';

/** The Qwen Code CLI without its user interface. Every action is allowed: the sandbox is the border. */
export const qwenCode: AgentDefinition = {
  name: "qwen-code",
  summary: "Qwen Code, the command-line agent of the Qwen team",
  version: VERSION,
  protocols: ["openai-chat"],
  model: "required",
  trusted: false,
  imageLayer: true,
  session: "continues",
  recovery: { kind: "folders", folders: [".qwen"] },
  tools: null,
  defaultTools: "all",
  run: async (context) => {
    const { sandbox, turn, limits, signal } = context;
    const session = followSession(context);
    const flags = ["--yolo", "--output-format", "stream-json", ...(turn.number > 1 ? ["--continue"] : [])];
    const result = await sandbox.exec(["sh", "-c", SCRIPT, "buildoff", SETTINGS, ...flags], {
      user: "agent",
      cwd: sandbox.layout.app,
      env: {
        ...toModelEnvironment(context.model),
        HOME: sandbox.layout.home,
        HOST: "127.0.0.1",
        PORT: String(sandbox.layout.port),
        NO_COLOR: "1",
        QWEN_CODE_SUPPRESS_YOLO_WARNING: "1",
      },
      stdin: turn.prompt,
      maxOutputBytes: limits.outputBytes,
      signal,
      onOutput: session.take,
    });
    return toEnd(result, session.end());
  },
};

/** Reads the session's messages as they come, and tells them as events. */
function followSession({ emit, limits }: AgentContext) {
  const output = createOutputRecorder(emit, limits.outputBytes);
  let result: QwenResult | null = null;
  let left = limits.outputBytes;
  const tell = (event: AgentEvent): void => {
    left -= JSON.stringify(event).length;
    if (left > 0) emit(event);
  };
  const lines = createJsonLines(
    (value) => {
      const message = parseQwenMessage(value);
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
    end: (): QwenResult | null => {
      lines.flush();
      output.flush();
      return result;
    },
  };
}

/** Its exit code says nothing (it has been 1 after success): what counts is the result that it writes at its end. */
function toEnd(exec: ExecResult, result: QwenResult | null): AgentEnd {
  const limit = toLimitEnd(exec);
  if (limit !== null) return limit;
  if (exec.end !== "exited") return { kind: "completed" };
  if (result === null) {
    const said = lastLines(exec);
    const message = `Qwen Code ended without a result, with exit code ${exec.exitCode}`;
    return { kind: "agent-error", message: said === "" ? message : `${message}: ${said}` };
  }
  if (!result.isError) return { kind: "completed" };
  return { kind: "agent-error", message: `Qwen Code gave up: ${result.message ?? "it did not say why"}` };
}

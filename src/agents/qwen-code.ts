import type { AgentDefinition } from "../core/agent.ts";
import { toModelEnvironment } from "./model-environment.ts";
import { runProgram, toMcpServers, toPrompt } from "./program.ts";
import { parseStreamJson } from "./stream-json-messages.ts";

/** As pinned in sandboxes/agents/qwen-code/package.json. */
const VERSION = "0.24.4";

/**
 * No news to its makers and no calls of the model beside the work: its own memory of past sessions would be paid for,
 * and has nothing to remember in a sandbox.
 */
const SETTINGS = {
  general: { enableAutoUpdate: false },
  memory: { enableManagedAutoMemory: false, enableManagedAutoDream: false },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  tools: { useBuiltinRipgrep: false },
};

/** The Qwen Code CLI without its user interface. */
export const qwenCode: AgentDefinition = {
  name: "qwen-code",
  summary: "Qwen Code, the command-line agent of the Qwen team",
  version: VERSION,
  protocols: ["openai-chat"],
  model: "required",
  trusted: false,
  imageLayer: { name: "qwen-code", dockerfile: null },
  session: "continues",
  recovery: { kind: "folders", folders: [".qwen"] },
  tools: null,
  defaultTools: "all",
  run: (context) => {
    const { turn, resumed } = context;
    const continues = turn.number > 1 || resumed !== null;
    const mcpServers = toMcpServers(context, ({ url, headers }) => ({ httpUrl: url, headers, trust: true }));
    return runProgram(context, {
      title: "Qwen Code",
      command: ["qwen", "--yolo", "--output-format", "stream-json", ...(continues ? ["--continue"] : [])],
      env: { ...toModelEnvironment(context.model), QWEN_CODE_SUPPRESS_YOLO_WARNING: "1" },
      files: { ".qwen/settings.json": JSON.stringify({ ...SETTINGS, mcpServers }) },
      prompt: toPrompt(context),
      parse: parseStreamJson,
    });
  },
};

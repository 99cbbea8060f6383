import type { AgentDefinition, ModelAccess } from "../core/agent.ts";
import { runProgram, toMcpServers, toPrompt } from "./program.ts";
import { parseStreamJson } from "./stream-json-messages.ts";

/** As pinned in sandboxes/agents/claude-code/package.json. */
const VERSION = "2.1.332";

/** No telemetry, no updates, no calls beside the work, and none of the tools that would run at the provider. */
const QUIET = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  DISABLE_ERROR_REPORTING: "1",
  DISABLE_NON_ESSENTIAL_MODEL_CALLS: "1",
  DISABLE_TELEMETRY: "1",
  // Its search for tools leans on what only its own provider has.
  ENABLE_TOOL_SEARCH: "false",
  IS_SANDBOX: "1",
};

/** The Claude Code CLI without its user interface. */
export const claudeCode: AgentDefinition = {
  name: "claude-code",
  summary: "Claude Code, the command-line agent of Anthropic",
  version: VERSION,
  protocols: ["anthropic-messages"],
  model: "required",
  trusted: false,
  imageLayer: { name: "claude-code", dockerfile: null },
  session: "continues",
  recovery: { kind: "folders", folders: [".claude", ".claude.json"] },
  tools: null,
  defaultTools: "all",
  run: (context) => {
    const { turn, resumed } = context;
    const continues = turn.number > 1 || resumed !== null;
    const mcpServers = toMcpServers(context, ({ url, headers }) => ({ type: "http", url, headers }));
    return runProgram(context, {
      title: "Claude Code",
      command: [
        "claude",
        "--print",
        "--output-format",
        "stream-json",
        "--verbose",
        "--permission-mode",
        "bypassPermissions",
        "--disallowed-tools",
        "WebSearch,WebFetch",
        "--strict-mcp-config",
        "--mcp-config",
        JSON.stringify({ mcpServers }),
        ...(continues ? ["--continue"] : []),
      ],
      env: { ...QUIET, ...toEnvironment(context.model!) },
      files: {},
      prompt: toPrompt(context),
      parse: parseStreamJson,
    });
  },
};

/** The smallest context that it can be told of, in tokens. */
const SMALLEST_CONTEXT = 100_000;

/** When it sums up what was said, so that it fits: it takes a context of 200,000 tokens for granted otherwise. */
function toContextEnvironment(contextLength: number | null): Record<string, string> {
  if (contextLength === null) return {};
  const window = { CLAUDE_CODE_AUTO_COMPACT_WINDOW: String(Math.max(contextLength, SMALLEST_CONTEXT)) };
  if (contextLength >= SMALLEST_CONTEXT) return window;
  return {
    ...window,
    CLAUDE_AUTOCOMPACT_PCT_OVERRIDE: String(Math.ceil((60 * contextLength) / SMALLEST_CONTEXT)),
    CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(Math.floor(contextLength / 4)),
  };
}

/** Every model that it knows a use for is the trial's. */
function toEnvironment({ model, baseUrl, token, contextLength }: ModelAccess): Record<string, string> {
  const uses = ["", "SMALL_FAST_", "DEFAULT_HAIKU_", "DEFAULT_SONNET_", "DEFAULT_OPUS_", "DEFAULT_FABLE_"];
  return {
    ANTHROPIC_BASE_URL: baseUrl,
    ANTHROPIC_AUTH_TOKEN: token,
    CLAUDE_CODE_SUBAGENT_MODEL: model,
    ...toContextEnvironment(contextLength),
    ...Object.fromEntries(uses.map((use) => [`ANTHROPIC_${use}MODEL`, model])),
  };
}

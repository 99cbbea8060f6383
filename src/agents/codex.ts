import { z } from "zod";
import { stringify } from "smol-toml";
import type { AgentContext, AgentDefinition, ModelAccess } from "../core/agent.ts";
import type { AgentEvent } from "../core/event.ts";
import { type ProgramMessage, runProgram, toPrompt } from "./program.ts";

/** As pinned in sandboxes/agents/codex/package.json. */
const VERSION = "0.171.0";

const TOKEN_VARIABLE = "BUILDOFF_TOKEN";
/** A tool of ours may build an app or wait for one. */
const TOOL_TIMEOUT_SECONDS = 900;

/** The Codex CLI without its user interface. */
export const codex: AgentDefinition = {
  name: "codex",
  summary: "Codex, the command-line agent of OpenAI",
  version: VERSION,
  protocols: ["openai-responses"],
  model: "required",
  trusted: false,
  imageLayer: { name: "codex", dockerfile: null },
  session: "continues",
  recovery: { kind: "folders", folders: [".codex"] },
  tools: null,
  defaultTools: "all",
  run: (context) => {
    const { turn, resumed, model } = context;
    const continues = turn.number > 1 || resumed !== null;
    return runProgram(context, {
      title: "Codex",
      command: [
        "codex",
        "exec",
        ...(continues ? ["resume", "--last"] : []),
        "--json",
        "--skip-git-repo-check",
        "--dangerously-bypass-approvals-and-sandbox",
        "-",
      ],
      env: { [TOKEN_VARIABLE]: model!.token },
      files: { ".codex/config.toml": stringify(toConfig(model!, context)) },
      prompt: toPrompt(context),
      parse: parseCodexMessage,
    });
  },
};

/** Where its model and its tools are, and that it tells nobody anything. */
function toConfig({ model, baseUrl, contextLength }: ModelAccess, { mcpServers }: AgentContext) {
  return {
    model,
    model_provider: "buildoff",
    check_for_update_on_startup: false,
    web_search: "disabled",
    ...(contextLength === null ? {} : { model_context_window: contextLength }),
    analytics: { enabled: false },
    feedback: { enabled: false },
    model_providers: {
      buildoff: {
        name: "buildoff",
        base_url: baseUrl,
        env_key: TOKEN_VARIABLE,
        wire_api: "responses",
        requires_openai_auth: false,
        supports_websockets: false,
      },
    },
    mcp_servers: Object.fromEntries(
      mcpServers.map(({ name, url }) => [
        name,
        { url, bearer_token_env_var: TOKEN_VARIABLE, tool_timeout_sec: TOOL_TIMEOUT_SECONDS },
      ]),
    ),
  };
}

const ItemSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("agent_message"), id: z.string(), text: z.string() }),
  z.looseObject({
    type: z.literal("command_execution"),
    id: z.string(),
    command: z.string(),
    aggregated_output: z.string().default(""),
    exit_code: z.int().nullish(),
  }),
  z.looseObject({
    type: z.literal("file_change"),
    id: z.string(),
    changes: z.unknown().optional(),
    status: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal("mcp_tool_call"),
    id: z.string(),
    server: z.string(),
    tool: z.string(),
    arguments: z.unknown().optional(),
    result: z.unknown().optional(),
    error: z.unknown().optional(),
  }),
]);

const EventSchema = z.looseObject({
  type: z.string(),
  item: z.unknown().optional(),
  message: z.string().optional(),
  error: z.looseObject({ message: z.string() }).nullish(),
});

/** Reads one event of `codex exec --json`. */
export function parseCodexMessage(value: unknown): ProgramMessage {
  const { data } = EventSchema.safeParse(value);
  switch (data?.type) {
    case "item.started":
      return { events: toEvents(data.item, false), result: null };
    case "item.completed":
      return { events: toEvents(data.item, true), result: null };
    case "turn.completed":
      return { events: [], result: { isError: false, message: null } };
    case "turn.failed":
      return { events: [], result: { isError: true, message: data.error?.message ?? null } };
    default:
      return { events: [], result: null };
  }
}

function toEvents(value: unknown, isCompleted: boolean): AgentEvent[] {
  const { data: item } = ItemSchema.safeParse(value);
  switch (item?.type) {
    case "agent_message":
      return isCompleted ? [{ type: "agent-message", text: item.text }] : [];
    case "command_execution": {
      const { id, command, aggregated_output: text, exit_code: exitCode } = item;
      if (!isCompleted) return [{ type: "tool-call", id, name: "exec_command", arguments: { command } }];
      return [{ type: "tool-result", id, text, isError: exitCode !== 0 }];
    }
    case "file_change":
      if (!isCompleted) return [];
      return [
        { type: "tool-call", id: item.id, name: "apply_patch", arguments: { changes: item.changes } },
        { type: "tool-result", id: item.id, text: item.status ?? "", isError: item.status === "failed" },
      ];
    case "mcp_tool_call": {
      const { id, server, tool, error, result } = item;
      if (!isCompleted)
        return [{ type: "tool-call", id, name: `${server}.${tool}`, arguments: item.arguments }];
      const isError = error !== undefined && error !== null;
      return [{ type: "tool-result", id, text: JSON.stringify(isError ? error : (result ?? null)), isError }];
    }
    case undefined:
      return [];
  }
}

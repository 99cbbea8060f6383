import { z } from "zod";
import type { AgentDefinition, ModelAccess } from "../core/agent.ts";
import { type ProgramMessage, runProgram, toMcpServers, toPrompt } from "./program.ts";

/** As pinned in sandboxes/agents/gemini-cli/package.json. */
const VERSION = "0.61.0";

/** Subagents that have a model of their own unless they are told another. */
const SUBAGENTS = ["codebase_investigator", "cli_help", "generalist"];
/** What it takes every model's context for that it does not know, in tokens. */
const ASSUMED_CONTEXT = 1_048_576;
/** Share of the context that it lets fill before it sums up what was said. */
const COMPRESSION_SHARE = 0.5;

/** No telemetry, no updates, one model, and none of the tools that would run at the provider. */
const toSettings = ({ model, contextLength }: ModelAccess) => ({
  general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  security: { auth: { selectedType: "gemini-api-key" }, folderTrust: { enabled: false } },
  model: {
    name: model,
    ...(contextLength === null
      ? {}
      : { compressionThreshold: Math.min(1, contextLength / ASSUMED_CONTEXT) * COMPRESSION_SHARE }),
  },
  // It asks models of Google's by their names to sum up, to look for loops and as subagents; all of them are the trial's.
  modelConfigs: { customOverrides: [{ match: { overrideScope: "core" }, modelConfig: { model } }] },
  agents: { overrides: Object.fromEntries(SUBAGENTS.map((name) => [name, { modelConfig: { model } }])) },
  tools: { exclude: ["google_web_search", "web_fetch"] },
});

/** The Gemini CLI without its user interface. */
export const geminiCli: AgentDefinition = {
  name: "gemini-cli",
  summary: "Gemini CLI, the command-line agent of Google",
  version: VERSION,
  protocols: ["gemini"],
  model: "required",
  trusted: false,
  imageLayer: { name: "gemini-cli", dockerfile: null },
  session: "continues",
  recovery: { kind: "folders", folders: [".gemini"] },
  tools: null,
  defaultTools: "all",
  run: (context) => {
    const { turn, resumed } = context;
    const access: ModelAccess = context.model!;
    const { model, baseUrl, token } = access;
    const continues = turn.number > 1 || resumed !== null;
    const mcpServers = toMcpServers(context, ({ url, headers }) => ({ httpUrl: url, headers, trust: true }));
    return runProgram(context, {
      title: "Gemini CLI",
      command: [
        "gemini",
        "--yolo",
        "--skip-trust",
        "--output-format",
        "stream-json",
        "--model",
        model,
        ...(continues ? ["--resume", "latest"] : []),
      ],
      env: {
        GEMINI_API_KEY: token,
        GOOGLE_GEMINI_BASE_URL: baseUrl,
        GEMINI_TELEMETRY_ENABLED: "false",
        // It starts itself anew for more memory otherwise, and twice is slow.
        GEMINI_CLI_NO_RELAUNCH: "true",
      },
      files: { ".gemini/settings.json": JSON.stringify({ ...toSettings(access), mcpServers }) },
      prompt: toPrompt(context),
      parse: createGeminiParser(),
    });
  },
};

const MessageSchema = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("message"),
    role: z.string(),
    content: z.string(),
    delta: z.boolean().optional(),
  }),
  z.looseObject({
    type: z.literal("tool_use"),
    tool_name: z.string(),
    tool_id: z.string(),
    parameters: z.unknown().optional(),
  }),
  z.looseObject({
    type: z.literal("tool_result"),
    tool_id: z.string(),
    status: z.string(),
    output: z.string().optional(),
    error: z.looseObject({ message: z.string().optional() }).optional(),
  }),
  z.looseObject({
    type: z.literal("result"),
    status: z.string(),
    error: z.looseObject({ message: z.string().optional() }).optional(),
  }),
]);

/** Reads messages of `--output-format stream-json`; texts come in pieces, and are told as one. */
export function createGeminiParser(): (value: unknown) => ProgramMessage {
  let text = "";
  const takeText = (): ProgramMessage["events"] => {
    const whole = text;
    text = "";
    return whole.trim() === "" ? [] : [{ type: "agent-message", text: whole }];
  };
  return (value) => {
    const { data } = MessageSchema.safeParse(value);
    switch (data?.type) {
      case "message":
        if (data.role === "assistant") text += data.content;
        return { events: [], result: null };
      case "tool_use": {
        const { tool_id: id, tool_name: name, parameters } = data;
        return {
          events: [...takeText(), { type: "tool-call", id, name, arguments: parameters }],
          result: null,
        };
      }
      case "tool_result": {
        const isError = data.status !== "success";
        const said = data.output ?? data.error?.message ?? data.status;
        return { events: [{ type: "tool-result", id: data.tool_id, text: said, isError }], result: null };
      }
      case "result":
        return {
          events: takeText(),
          result: { isError: data.status !== "success", message: data.error?.message ?? null },
        };
      case undefined:
        return { events: [], result: null };
    }
  };
}

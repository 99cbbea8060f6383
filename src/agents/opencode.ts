import { z } from "zod";
import type { AgentContext, AgentDefinition, ModelAccess } from "../core/agent.ts";
import type { Protocol } from "../core/protocol.ts";
import { type ProgramMessage, runProgram, toMcpServers, toPrompt } from "./program.ts";

/** As pinned in sandboxes/agents/opencode/package.json. */
const VERSION = "1.18.18";

/** Of a model of which nobody knows how much it takes. */
const ASSUMED_CONTEXT_TOKENS = 128_000;
const OUTPUT_TOKENS = 16_000;

/** The provider inside it that speaks each protocol, and what it wants of the address beside the gateway's. */
const PROVIDERS: Readonly<Record<Protocol, { readonly npm: string; readonly path: string }>> = {
  "openai-chat": { npm: "@ai-sdk/openai-compatible", path: "" },
  "openai-responses": { npm: "@ai-sdk/openai", path: "" },
  "anthropic-messages": { npm: "@ai-sdk/anthropic", path: "/v1" },
  gemini: { npm: "@ai-sdk/google", path: "/v1beta" },
};

/** The opencode CLI without its user interface. */
export const opencode: AgentDefinition = {
  name: "opencode",
  summary: "opencode, an open command-line agent for every provider",
  version: VERSION,
  protocols: ["openai-chat", "anthropic-messages", "openai-responses", "gemini"],
  model: "required",
  trusted: false,
  imageLayer: { name: "opencode", dockerfile: null },
  session: "continues",
  recovery: { kind: "folders", folders: [".local/share/opencode"] },
  tools: null,
  defaultTools: "all",
  run: (context) => {
    const { turn, resumed } = context;
    const continues = turn.number > 1 || resumed !== null;
    return runProgram(context, {
      title: "opencode",
      command: [
        // A title of its own saves a call of the model.
        "opencode",
        "run",
        "--format",
        "json",
        "--pure",
        "--auto",
        "--title",
        "buildoff",
        ...(continues ? ["--continue"] : []),
      ],
      env: {
        OPENCODE_DISABLE_AUTOUPDATE: "1",
        OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
        OPENCODE_DISABLE_MODELS_FETCH: "1",
      },
      files: { ".config/opencode/opencode.json": JSON.stringify(toConfig(context.model!, context)) },
      prompt: toPrompt(context),
      parse: createOpencodeParser(),
    });
  },
};

function toConfig({ model, protocol, baseUrl, token, contextLength }: ModelAccess, context: AgentContext) {
  const { npm, path } = PROVIDERS[protocol];
  const limit = { context: contextLength ?? ASSUMED_CONTEXT_TOKENS, output: OUTPUT_TOKENS };
  return {
    autoupdate: false,
    share: "disabled",
    model: `buildoff/${model}`,
    small_model: `buildoff/${model}`,
    permission: { edit: "allow", bash: "allow", webfetch: "deny", websearch: "deny" },
    provider: {
      buildoff: {
        npm,
        name: "buildoff",
        options: { baseURL: `${baseUrl}${path}`, apiKey: token },
        models: { [model]: { name: model, limit, tool_call: true } },
      },
    },
    mcp: toMcpServers(context, ({ url, headers }) => ({
      type: "remote",
      url,
      headers,
      enabled: true,
      oauth: false,
    })),
  };
}

const PartSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text"), text: z.string() }),
  z.looseObject({
    type: z.literal("tool"),
    tool: z.string(),
    callID: z.string(),
    state: z.looseObject({
      status: z.string(),
      input: z.unknown().optional(),
      output: z.string().optional(),
      error: z.string().optional(),
    }),
  }),
  z.looseObject({ type: z.literal("step-finish"), reason: z.string().optional() }),
]);

const MessageSchema = z.looseObject({
  type: z.string(),
  part: z.unknown().optional(),
  error: z
    .looseObject({
      name: z.string().optional(),
      data: z.looseObject({ message: z.string().optional() }).optional(),
    })
    .optional(),
});

/** Reads messages of `opencode run --format json`. It names no end: its last step that calls no tool is one. */
export function createOpencodeParser(): (value: unknown) => ProgramMessage {
  return (value) => {
    const { data } = MessageSchema.safeParse(value);
    if (data?.type === "error") {
      const message = data.error?.data?.message ?? data.error?.name ?? null;
      return { events: [], result: { isError: true, message } };
    }
    const { data: part } = PartSchema.safeParse(data?.part);
    switch (part?.type) {
      case "text":
        return { events: part.text === "" ? [] : [{ type: "agent-message", text: part.text }], result: null };
      case "tool": {
        const { callID: id, tool: name, state } = part;
        const isError = state.status === "error";
        const text = (isError ? state.error : state.output) ?? "";
        return {
          events: [
            { type: "tool-call", id, name, arguments: state.input },
            { type: "tool-result", id, text, isError },
          ],
          result: null,
        };
      }
      case "step-finish":
        return {
          events: [],
          result: part.reason === "tool-calls" ? null : { isError: false, message: null },
        };
      case undefined:
        return { events: [], result: null };
    }
  };
}

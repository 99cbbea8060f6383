import type { ReplyFacts, WireError, WireProtocol } from "../wire-protocol.ts";
import { findCount } from "../wire-json.ts";
import { toChatRequest } from "./request.ts";
import { createStreamReader } from "./stream-reader.ts";
import { parseUsage } from "./usage.ts";

/** OpenAI's Chat Completions, which most providers and every local server speak. */
export const openaiChat: WireProtocol = {
  name: "openai-chat",
  basePath: "/v1",
  route: (method, path, query) => {
    if (query.size > 0) return null;
    if (method === "POST" && path === "/v1/chat/completions")
      return { kind: "call", model: null, isStreaming: null };
    if (method === "GET" && path === "/v1/models") return { kind: "models", model: null, isStreaming: null };
    return null;
  },
  readToken: ({ authorization }) => readBearer(authorization),
  toRequest: (bytes, _route, terms) => toChatRequest(bytes, terms),
  toPath: () => "/chat/completions",
  passHeaders: () => ({}),
  readOutputCap: (body) => {
    const each = findCount(body, "max_completion_tokens", "max_tokens");
    return each === null ? null : each * (findCount(body, "n") ?? 1);
  },
  createReader: ({ hidesUsage }) => createStreamReader(hidesUsage),
  readReply,
  readError,
  listModels: ({ model, provider }) => ({
    object: "list",
    data: [{ id: model, object: "model", created: 0, owned_by: provider.name }],
  }),
  toErrorBody: ({ status, code, message }) => {
    const type = status >= 500 ? "server_error" : "invalid_request_error";
    return JSON.stringify({ error: { message, type, param: null, code } });
  },
};

export function readBearer(authorization: string | undefined): string | null {
  return /^Bearer (.+)$/i.exec(authorization ?? "")?.[1] ?? null;
}

function readReply(reply: unknown): ReplyFacts | null {
  const { choices, usage, model } = (reply ?? {}) as { choices?: unknown; usage?: unknown; model?: unknown };
  if (!Array.isArray(choices)) return null;
  return { usage: parseUsage(usage), model: typeof model === "string" ? model : null };
}

/** Statuses of the errors that stand inside a good reply, by their code or their type. */
const STATUSES: Readonly<Record<string, number>> = {
  context_length_exceeded: 400,
  data_inspection_failed: 400,
  invalid_prompt: 400,
  invalid_request_error: 400,
  rate_limit_exceeded: 429,
  server_error: 500,
};

/** Codes that find fault with what was sent, such as `invalid_image_format` and `image_content_policy_violation`. */
const REQUEST_CODE = /image|content_policy|^invalid_(?!api_key)|^unsupported_/;

const readStatus = (code: string, type: string): number | null =>
  STATUSES[code] ?? (REQUEST_CODE.test(code) ? 400 : (STATUSES[type] ?? null));

/** OpenAI's shape of an error, which every protocol of OpenAI's has. */
export function readError(body: unknown): WireError | null {
  const { error } = (body ?? {}) as { error?: unknown };
  if (typeof error !== "object" || error === null) return null;
  const { code, type, message, metadata } = error as Readonly<Record<string, unknown>>;
  return {
    code: typeof code === "string" || typeof code === "number" ? code : null,
    // OpenRouter gives the status of whoever it asked as the code.
    status: typeof code === "number" ? code : readStatus(String(code), String(type)),
    retryAfterMs: null,
    message: typeof message === "string" ? message : null,
    // OpenRouter's way of telling what a moderator did not like.
    isModeration: typeof metadata === "object" && metadata !== null && "reasons" in metadata,
  };
}

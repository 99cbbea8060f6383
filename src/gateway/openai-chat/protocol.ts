import type { ReplyFacts, WireError, WireProtocol } from "../wire-protocol.ts";
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

/** OpenAI's shape of an error, which every protocol of OpenAI's has. */
export function readError(body: unknown): WireError | null {
  const { error } = (body ?? {}) as { error?: unknown };
  if (typeof error !== "object" || error === null) return null;
  const { code, message, metadata } = error as { code?: unknown; message?: unknown; metadata?: unknown };
  return {
    code: typeof code === "string" || typeof code === "number" ? code : null,
    // OpenRouter gives the status of whoever it asked as the code.
    status: typeof code === "number" ? code : null,
    retryAfterMs: null,
    message: typeof message === "string" ? message : null,
    // OpenRouter's way of telling what a moderator did not like.
    isModeration: typeof metadata === "object" && metadata !== null && "reasons" in metadata,
  };
}

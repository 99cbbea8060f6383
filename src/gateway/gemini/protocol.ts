import { readBearer } from "../openai-chat/protocol.ts";
import { findCount, readObject, readText } from "../wire-json.ts";
import type { WireProtocol, WireRoute } from "../wire-protocol.ts";
import { toGeminiRequest } from "./request.ts";
import { createStreamReader } from "./stream-reader.ts";
import { parseUsage } from "./usage.ts";

const PATH = /^\/v1(?:beta)?\/models\/([^:/]+):(generateContent|streamGenerateContent|countTokens)$/;

const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
};

/** Google's generateContent. Its clients add `/v1beta` themselves; streams are server-sent events alone. */
export const gemini: WireProtocol = {
  name: "gemini",
  basePath: "",
  route,
  readToken: (headers, query) =>
    headers["x-goog-api-key"] ?? query.get("key") ?? readBearer(headers["authorization"]),
  toRequest: toGeminiRequest,
  toPath: ({ kind }, { isStreaming }, { model }) => {
    const path = `/models/${encodeURIComponent(model)}`;
    if (kind === "count") return `${path}:countTokens`;
    return isStreaming ? `${path}:streamGenerateContent?alt=sse` : `${path}:generateContent`;
  },
  passHeaders: () => ({}),
  readOutputCap: ({ generationConfig }) =>
    findCount(readObject(generationConfig), "maxOutputTokens", "max_output_tokens"),
  createReader: createStreamReader,
  readReply: (reply) => {
    const content = readObject(reply);
    if (typeof content?.["totalTokens"] === "number") return { usage: null, model: null };
    const isBlocked = readObject(content?.["promptFeedback"])?.["blockReason"] !== undefined;
    if (!Array.isArray(content?.["candidates"]) && !isBlocked) return null;
    return { usage: parseUsage(content?.["usageMetadata"]), model: readText(content?.["modelVersion"]) };
  },
  readError: (body) => {
    const error = readObject(readObject(body)?.["error"]);
    if (error === null) return null;
    const { code, details } = error;
    return {
      // A wrong key is a bad request here, and only the details tell it from others.
      code: readReason(details) ?? readText(error["status"]),
      status: typeof code === "number" ? code : null,
      retryAfterMs: readRetryDelay(details),
      message: readText(error["message"]),
      isModeration: false,
    };
  },
  listModels: ({ model }) => ({
    models: [
      {
        name: `models/${model}`,
        displayName: model,
        supportedGenerationMethods: ["generateContent", "countTokens"],
      },
    ],
  }),
  toErrorBody: ({ status, message, code }) =>
    JSON.stringify({
      error: { code: status, message: `${message} (${code})`, status: STATUSES[status] ?? "UNAVAILABLE" },
    }),
};

function route(method: string, path: string, query: URLSearchParams): WireRoute | null {
  if (method === "GET" && /^\/v1(beta)?\/models$/.test(path))
    return { kind: "models", model: null, isStreaming: null };
  const [, model, action] = PATH.exec(path) ?? [];
  if (method !== "POST" || model === undefined) return null;
  const isStreaming = action === "streamGenerateContent";
  // Without it the reply would be one long JSON array.
  if (isStreaming && query.get("alt") !== "sse") return null;
  return { kind: action === "countTokens" ? "count" : "call", model: decodeName(model), isStreaming };
}

/** A name that is no URI component is no model's either. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const readReason = (details: unknown): string | null => readDetail(details, "reason");

function readDetail(details: unknown, key: string): string | null {
  const found = (Array.isArray(details) ? (details as unknown[]) : []).flatMap(
    (detail) => readText(readObject(detail)?.[key]) ?? [],
  );
  return found[0] ?? null;
}

/** `17s` or `0.5s` in the details of an error. */
function readRetryDelay(details: unknown): number | null {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(readDetail(details, "retryDelay") ?? "")?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

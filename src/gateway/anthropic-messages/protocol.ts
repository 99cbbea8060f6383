import { readBearer } from "../openai-chat/protocol.ts";
import { findCount, readObject, readText } from "../wire-json.ts";
import type { RequestTerms, WireProtocol } from "../wire-protocol.ts";
import { toMessagesRequest } from "./request.ts";
import { createStreamReader } from "./stream-reader.ts";
import { parseUsage } from "./usage.ts";

/** Values of `anthropic-beta` that switch on what runs, fetches or keeps something at the provider, or costs more. */
const PROVIDER_BETA = /^(mcp-client|code-execution|files-api|web-(fetch|search)|skills|fast-mode)/;

/** The version that a client which names none gets. */
const DEFAULT_VERSION = "2023-06-01";

/** Statuses of the errors that stand inside a stream, whose own status is 200. */
const STATUSES: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

const TYPES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(STATUSES).map(([type, status]) => [status, type]),
);

/** Anthropic's Messages. Its clients add `/v1` themselves. */
export const anthropicMessages: WireProtocol = {
  name: "anthropic-messages",
  basePath: "",
  route: (method, path, query) => {
    if ([...query.keys()].some((key) => key !== "beta")) return null;
    if (method === "POST" && path === "/v1/messages") return { kind: "call", model: null, isStreaming: null };
    if (method === "POST" && path === "/v1/messages/count_tokens")
      return { kind: "count", model: null, isStreaming: false };
    return method === "GET" && path === "/v1/models"
      ? { kind: "models", model: null, isStreaming: null }
      : null;
  },
  readToken: (headers) => headers["x-api-key"] ?? readBearer(headers["authorization"]),
  toRequest: toMessagesRequest,
  toPath: ({ kind }) => (kind === "count" ? "/messages/count_tokens" : "/messages"),
  passHeaders: (headers, terms) => {
    const beta = filterBeta(headers["anthropic-beta"], terms);
    return {
      "anthropic-version": headers["anthropic-version"] ?? DEFAULT_VERSION,
      ...(beta === "" ? {} : { "anthropic-beta": beta }),
    };
  },
  readOutputCap: (body) => findCount(body, "max_tokens"),
  createReader: createStreamReader,
  readReply: (reply) => {
    const message = readObject(reply);
    if (typeof message?.["input_tokens"] === "number") return { usage: null, model: null };
    if (!Array.isArray(message?.["content"])) return null;
    return { usage: parseUsage(message["usage"]), model: readText(message["model"]) };
  },
  readError: (body) => {
    const error = readObject(readObject(body)?.["error"]);
    if (error === null) return null;
    const type = readText(error["type"]);
    return {
      code: type,
      status: STATUSES[type ?? ""] ?? null,
      retryAfterMs: null,
      message: readText(error["message"]),
      isModeration: false,
    };
  },
  listModels: ({ model }) => ({
    data: [{ type: "model", id: model, display_name: model, created_at: "1970-01-01T00:00:00Z" }],
    has_more: false,
    first_id: model,
    last_id: model,
  }),
  toErrorBody: ({ status, message, code }) =>
    JSON.stringify({
      type: "error",
      error: { type: TYPES[status] ?? "api_error", message: `${message} (${code})` },
    }),
};

function filterBeta(sent: string | undefined, { allowsProviderTools }: RequestTerms): string {
  const values = (sent ?? "").split(",").map((value) => value.trim());
  return values
    .filter((value) => value !== "" && (allowsProviderTools || !PROVIDER_BETA.test(value)))
    .join(",");
}

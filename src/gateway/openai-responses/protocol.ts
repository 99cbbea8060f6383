import { openaiChat, readBearer, readError } from "../openai-chat/protocol.ts";
import { findCount, readObject, readText } from "../wire-json.ts";
import type { WireProtocol } from "../wire-protocol.ts";
import { toResponsesRequest } from "./request.ts";
import { createStreamReader } from "./stream-reader.ts";
import { parseUsage } from "./usage.ts";

/** OpenAI's Responses, without anything that the provider would store. */
export const openaiResponses: WireProtocol = {
  name: "openai-responses",
  basePath: "/v1",
  route: (method, path, query) => {
    if (query.size > 0) return null;
    if (method === "POST" && path === "/v1/responses")
      return { kind: "call", model: null, isStreaming: null };
    return method === "GET" && path === "/v1/models"
      ? { kind: "models", model: null, isStreaming: null }
      : null;
  },
  readToken: ({ authorization }) => readBearer(authorization),
  toRequest: (bytes, _route, terms) => toResponsesRequest(bytes, terms),
  toPath: () => "/responses",
  passHeaders: () => ({}),
  readOutputCap: (body) => findCount(body, "max_output_tokens"),
  createReader: createStreamReader,
  readReply: (reply) => {
    const response = readObject(reply);
    if (!Array.isArray(response?.["output"])) return null;
    return { usage: parseUsage(response["usage"]), model: readText(response["model"]) };
  },
  readError: (body) => {
    const event = readObject(body) ?? {};
    // As an event of a stream has it.
    if (event["type"] === "error" && event["error"] === undefined) return readError({ error: event });
    return readError(event["type"] === "response.failed" ? event["response"] : body);
  },
  listModels: openaiChat.listModels,
  toErrorBody: openaiChat.toErrorBody,
};

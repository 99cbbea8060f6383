import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { anthropicMessages } from "./scripted-model/anthropic-messages.ts";
import { gemini } from "./scripted-model/gemini.ts";
import { openaiChat } from "./scripted-model/openai-chat.ts";
import { openaiResponses } from "./scripted-model/openai-responses.ts";
import type {
  Reply,
  ScriptedBody,
  ScriptedFault,
  ScriptedRequest,
  ServedEvent,
  ServedProtocol,
  ServedRoute,
  Settled,
} from "./scripted-model/reply.ts";

export type { Reply, ScriptedRequest, ScriptedToolCall } from "./scripted-model/reply.ts";

const PROTOCOLS: readonly ServedProtocol[] = [openaiChat, openaiResponses, anthropicMessages, gemini];

export interface ScriptedModelOptions {
  /** One after another, the last for ever; or chosen by the request. */
  readonly replies: readonly Reply[] | ((request: ScriptedRequest) => Reply | Promise<Reply>);
  /** Every request must carry it, else it gets 401. A function is asked at each request. */
  readonly apiKey?: string | (() => string);
}

/** Tokens of the replies whose usage was sent. */
export interface ServedTokens {
  requests: number;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  reasoningTokens: number;
}

export interface ScriptedModel extends AsyncDisposable {
  /** Ends in /v1. */
  readonly baseUrl: string;
  readonly requests: readonly ScriptedRequest[];
  readonly served: Readonly<ServedTokens>;
  readonly stop: () => Promise<void>;
}

/**
 * A server on 127.0.0.1 that says what the test wrote, in the pieces that the real ones use: OpenAI's Chat Completions and
 * Responses, Anthropic's Messages and Google's generateContent, by the request's path.
 */
export async function startScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = [];
  const served: ServedTokens = {
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    reasoningTokens: 0,
  };
  const choose = async (request: ScriptedRequest): Promise<Reply> => {
    const { replies } = options;
    if (typeof replies === "function") return replies(request);
    return replies[Math.min(request.number, replies.length) - 1] ?? {};
  };
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(message);
    const url = new URL(message.url ?? "/", "http://127.0.0.1");
    const found = findRoute(url.pathname);
    const apiKey = typeof options.apiKey === "function" ? options.apiKey() : options.apiKey;
    const protocol = found?.protocol ?? openaiChat;
    if (apiKey !== undefined && protocol.readKey(message.headers, url) !== apiKey)
      return sendJson(response, 401, protocol.toError(401, "Incorrect API key provided", "invalid_key"));
    if (message.method === "GET" && url.pathname === "/v1/models")
      return sendJson(response, 200, { object: "list", data: [{ id: "scripted", object: "model" }] });
    if (found === null || message.method !== "POST")
      return sendJson(response, 404, protocol.toError(404, "no such path", null));
    if (found.route.kind === "count") return sendJson(response, 200, protocol.toCount());
    const request = toRequest({ message, response, text, url, ...found }, requests.length + 1);
    requests.push(request);
    const reply = await choose(request);
    if ("fault" in reply) return misbehave(reply, { protocol, request, response });
    const usage = reply.usage === undefined ? { inputTokens: 100, outputTokens: 10 } : reply.usage;
    const settled = { ...reply, usage };
    const isSent = await (request.isStreaming ? stream : sendWhole)(settled, { protocol, request, response });
    if (!isSent || usage === null) return;
    served.requests += 1;
    served.inputTokens += usage.inputTokens;
    served.outputTokens += usage.outputTokens;
    served.cacheReadTokens += usage.cacheReadTokens ?? 0;
    served.cacheWriteTokens += usage.cacheWriteTokens ?? 0;
    served.reasoningTokens += usage.reasoningTokens ?? 0;
  };
  const server = createServer((message, response) => {
    answer(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, requests, served, stop, [Symbol.asyncDispose]: stop };
}

function findRoute(path: string): { protocol: ServedProtocol; route: ServedRoute } | null {
  for (const protocol of PROTOCOLS) {
    const route = protocol.route(path);
    if (route !== null) return { protocol, route };
  }
  return null;
}

interface Incoming {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly text: string;
  readonly url: URL;
  readonly protocol: ServedProtocol;
  readonly route: ServedRoute;
}

function toRequest(incoming: Incoming, number: number): ScriptedRequest {
  const { message, response, text, protocol, route } = incoming;
  const body = JSON.parse(text) as ScriptedBody;
  return {
    number,
    protocol: protocol.name,
    path: message.url ?? "",
    headers: message.headers,
    body,
    model: route.model ?? body.model ?? "scripted",
    isStreaming: route.isStreaming ?? body.stream === true,
    tools: protocol.readTools(body),
    toolResults: protocol.readToolResults(body),
    aborted: new Promise((resolve) => {
      response.on("close", () => {
        if (!response.writableFinished) resolve();
      });
    }),
  };
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

interface Exchange {
  readonly protocol: ServedProtocol;
  readonly request: ScriptedRequest;
  readonly response: ServerResponse;
}

async function misbehave(reply: ScriptedFault, exchange: Exchange): Promise<void> {
  const { protocol, response } = exchange;
  switch (reply.fault) {
    case "status":
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(
        JSON.stringify(reply.body ?? protocol.toError(reply.status, `scripted ${reply.status}`, null)),
      );
      return;
    case "overflow":
      return sendJson(response, 400, protocol.toError(400, "prompt is too long", "overflow"));
    case "raw":
      response.writeHead(200, { "content-type": reply.contentType });
      response.end(reply.body);
      return;
    case "cut":
      await begin(reply.after, reply.text, exchange);
      // The pieces arrive before the break does.
      if (reply.after > 0) await wait(50);
      response.destroy();
      return;
    case "stall":
      await begin(reply.after, reply.text, exchange);
      return;
    case "malformed":
      await begin(reply.after, undefined, exchange);
      response.end('data: {"broken": tru\n\n');
      return;
    case "error-event":
      await begin(reply.after, undefined, exchange);
      await write(response, protocol.toErrorEvent("scripted error"));
      response.end();
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "hang":
      return;
  }
}

/** The first pieces of a stream, and no more. */
async function begin(
  pieces: number,
  text: string | undefined,
  { protocol, request, response }: Exchange,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const events = protocol.toEvents({ text: text ?? "cut off in the middle of it", usage: null }, request);
  for (const event of events.slice(0, pieces)) await write(response, event);
}

async function sendWhole(reply: Settled, { protocol, request, response }: Exchange): Promise<boolean> {
  if (reply.delayMs !== undefined) await wait(reply.delayMs);
  sendJson(response, 200, protocol.toWhole(reply, request));
  return true;
}

/** True when all was sent. */
async function stream(reply: Settled, { protocol, request, response }: Exchange): Promise<boolean> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  for (const event of protocol.toEvents(reply, request)) {
    if (reply.delayMs !== undefined) await wait(reply.delayMs);
    if (!(await write(response, event))) return false;
  }
  response.end();
  return true;
}

/** False where the client has gone. */
async function write(response: ServerResponse, { event, data }: ServedEvent): Promise<boolean> {
  if (response.destroyed || response.closed) return false;
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const name = event === null ? "" : `event: ${event}\n`;
  if (!response.write(`${name}data: ${text}\n\n`)) {
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        response.off("drain", goOn).off("close", goOn);
        resolve();
      };
      response.on("drain", goOn).on("close", goOn);
    });
  }
  return !response.destroyed;
}

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

interface ScriptedToolCall {
  readonly name: string;
  readonly arguments: unknown;
}

interface ScriptedUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens?: number;
  readonly reasoningTokens?: number;
}

/** A good reply. Tokens that it does not name are 100 in, 10 out. */
interface ScriptedMessage {
  readonly text?: string;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  readonly usage?: ScriptedUsage | null;
  /** Between two pieces of a stream. */
  readonly delayMs?: number;
  /** Name that the reply gives the model; the one that was asked for if silent. */
  readonly model?: string;
}

/** What goes wrong instead of, or in the middle of, a reply. */
type ScriptedFault =
  | {
      readonly fault: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }
  | { readonly fault: "reset" }
  /** Sends this many pieces of a stream, then breaks the connection. */
  | { readonly fault: "cut"; readonly after: number; readonly text?: string }
  /** Sends these bytes as they are, with status 200. */
  | { readonly fault: "raw"; readonly contentType: string; readonly body: string }
  | { readonly fault: "hang" };

export type Reply = ScriptedMessage | ScriptedFault;

export interface ScriptedRequest {
  readonly number: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: ChatBody;
  /** Settles when the client's connection has closed before the reply was complete. */
  readonly aborted: Promise<void>;
}

interface ChatBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages?: readonly {
    readonly role: string;
    readonly content?: unknown;
    readonly [key: string]: unknown;
  }[];
  readonly tools?: readonly { readonly function?: { readonly name?: string } }[];
  readonly [key: string]: unknown;
}

export interface ScriptedModelOptions {
  /** One after another, the last for ever; or chosen by the request. */
  readonly replies: readonly Reply[] | ((request: ScriptedRequest) => Reply | Promise<Reply>);
  /** Every request must carry it, else it gets 401. */
  readonly apiKey?: string;
}

export interface ScriptedModel extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: readonly ScriptedRequest[];
  /** Tokens of the replies whose usage was sent. */
  readonly served: { readonly inputTokens: number; readonly outputTokens: number };
  readonly stop: () => Promise<void>;
}

/** A server of OpenAI's Chat Completions on 127.0.0.1 that says what the test wrote, in the pieces that the real one uses. */
export async function startScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const requests: ScriptedRequest[] = [];
  const served = { inputTokens: 0, outputTokens: 0 };
  const choose = async (request: ScriptedRequest): Promise<Reply> => {
    const { replies } = options;
    if (typeof replies === "function") return replies(request);
    return replies[Math.min(request.number, replies.length) - 1] ?? {};
  };
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readText(message);
    if (options.apiKey !== undefined && message.headers.authorization !== `Bearer ${options.apiKey}`) {
      const error = {
        message: "Incorrect API key provided",
        type: "invalid_request_error",
        code: "invalid_api_key",
      };
      return sendJson(response, 401, { error });
    }
    if (message.method !== "POST") return sendJson(response, 404, { error: { message: "no such path" } });
    const request: ScriptedRequest = {
      number: requests.length + 1,
      path: message.url ?? "",
      headers: message.headers,
      body: JSON.parse(text) as ChatBody,
      aborted: new Promise((resolve) => {
        response.on("close", () => {
          if (!response.writableFinished) resolve();
        });
      }),
    };
    requests.push(request);
    const reply = await choose(request);
    if ("fault" in reply) return misbehave(reply, request, response);
    const usage = reply.usage === undefined ? { inputTokens: 100, outputTokens: 10 } : reply.usage;
    const isSent = await (request.body.stream === true ? stream : sendWhole)(
      { ...reply, usage },
      request,
      response,
    );
    if (!isSent || usage === null) return;
    served.inputTokens += usage.inputTokens;
    served.outputTokens += usage.outputTokens;
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

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function misbehave(
  reply: ScriptedFault,
  request: ScriptedRequest,
  response: ServerResponse,
): Promise<void> {
  switch (reply.fault) {
    case "status": {
      response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
      response.end(
        JSON.stringify(reply.body ?? { error: { message: `scripted ${reply.status}`, code: null } }),
      );
      return;
    }
    case "raw": {
      response.writeHead(200, { "content-type": reply.contentType });
      response.end(reply.body);
      return;
    }
    case "cut": {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const chunk of toChunks({ text: reply.text ?? "cut off in the middle of it" }, request).slice(
        0,
        reply.after,
      )) {
        await write(response, chunk);
      }
      // The pieces arrive before the break does.
      if (reply.after > 0) await wait(50);
      response.destroy();
      return;
    }
    case "reset": {
      response.destroy();
      return;
    }
    case "hang": {
      return;
    }
  }
}

type Settled = ScriptedMessage & { readonly usage: ScriptedUsage | null };

async function sendWhole(
  reply: Settled,
  request: ScriptedRequest,
  response: ServerResponse,
): Promise<boolean> {
  if (reply.delayMs !== undefined) await wait(reply.delayMs);
  const toolCalls = (reply.toolCalls ?? []).map((call, index) => ({
    id: toCallId(request, index),
    type: "function",
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  const message = {
    role: "assistant",
    content: reply.text ?? null,
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
  };
  const finish = toolCalls.length === 0 ? "stop" : "tool_calls";
  sendJson(response, 200, {
    ...toHead(request, reply),
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: finish }],
    ...(reply.usage === null ? {} : { usage: toWireUsage(reply.usage) }),
  });
  return true;
}

/** Streams as OpenAI does: role, text in words, tool calls in pieces, finish, usage alone, `[DONE]`. True when all was sent. */
async function stream(reply: Settled, request: ScriptedRequest, response: ServerResponse): Promise<boolean> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  const asksUsage = request.body.stream_options?.include_usage === true;
  for (const chunk of toChunks(reply, request)) {
    if (reply.delayMs !== undefined) await wait(reply.delayMs);
    if (!(await write(response, asksUsage ? { ...chunk, usage: null } : chunk))) return false;
  }
  if (asksUsage && reply.usage !== null) {
    const usage = {
      ...toHead(request, reply),
      object: "chat.completion.chunk",
      choices: [],
      usage: toWireUsage(reply.usage),
    };
    if (!(await write(response, usage))) return false;
  }
  response.end("data: [DONE]\n\n");
  return true;
}

function toChunks(reply: ScriptedMessage, request: ScriptedRequest): object[] {
  const head = { ...toHead(request, reply), object: "chat.completion.chunk" };
  const piece = (delta: object, finish: string | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const words = reply.text?.match(/\S+\s*|\s+/g) ?? [];
  const reasoning = reply.reasoning?.match(/\S+\s*|\s+/g) ?? [];
  const calls = reply.toolCalls ?? [];
  return [
    piece({ role: "assistant", content: "" }),
    ...reasoning.map((word) => piece({ reasoning_content: word })),
    ...words.map((word) => piece({ content: word })),
    ...calls.flatMap((call, index) =>
      toToolPieces(call, index, toCallId(request, index)).map((delta) => piece(delta)),
    ),
    piece({}, calls.length === 0 ? "stop" : "tool_calls"),
  ];
}

function toToolPieces(call: ScriptedToolCall, index: number, id: string): object[] {
  const first = {
    tool_calls: [{ index, id, type: "function", function: { name: call.name, arguments: "" } }],
  };
  const pieces = JSON.stringify(call.arguments).match(/[\s\S]{1,40}/g) ?? [];
  return [first, ...pieces.map((text) => ({ tool_calls: [{ index, function: { arguments: text } }] }))];
}

const toCallId = ({ number }: ScriptedRequest, index: number): string => `call_${number}_${index}`;

const toHead = ({ number, body }: ScriptedRequest, reply: ScriptedMessage) => ({
  id: `chatcmpl-${number}`,
  created: 1_700_000_000,
  model: reply.model ?? body.model ?? "scripted",
});

function toWireUsage(usage: ScriptedUsage): object {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cacheReadTokens ?? 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
  };
}

/** False where the client has gone. */
async function write(response: ServerResponse, chunk: object): Promise<boolean> {
  if (response.destroyed || response.closed) return false;
  if (!response.write(`data: ${JSON.stringify(chunk)}\n\n`)) {
    await new Promise<void>((resolve) => {
      response.once("drain", resolve);
      response.once("close", resolve);
    });
  }
  return !response.destroyed;
}

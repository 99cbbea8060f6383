import {
  bearerOf,
  type ScriptedUsage,
  type ServedEvent,
  type ServedProtocol,
  type Settled,
  type ScriptedRequest,
  toArguments,
  toCallId,
  toPieces,
  toText,
  toWords,
} from "./reply.ts";

/** Anthropic's Messages. */
export const anthropicMessages: ServedProtocol = {
  name: "anthropic-messages",
  route: (path) => {
    if (/^(\/v1)?\/messages$/.test(path)) return { kind: "call", model: null, isStreaming: null };
    return /^(\/v1)?\/messages\/count_tokens$/.test(path)
      ? { kind: "count", model: null, isStreaming: false }
      : null;
  },
  readKey: (headers) => (typeof headers["x-api-key"] === "string" ? headers["x-api-key"] : bearerOf(headers)),
  toError: (status, message) => ({ type: "error", error: { type: toType(status), message } }),
  toErrorEvent: (message) => ({
    event: "error",
    data: { type: "error", error: { type: "overloaded_error", message } },
  }),
  toWhole: (reply, request) => ({
    ...toHead(reply, request),
    content: toBlocks(reply, request).map(({ block }) => block),
    stop_reason: toStop(reply),
    stop_sequence: null,
    ...(reply.usage === null ? {} : { usage: { ...toInput(reply.usage), ...toOutput(reply.usage) } }),
  }),
  toEvents: (reply, request) => {
    const say = (data: { readonly type: string; readonly [key: string]: unknown }): ServedEvent => ({
      event: data.type,
      data,
    });
    const started = {
      ...toHead(reply, request),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      ...(reply.usage === null ? {} : { usage: { ...toInput(reply.usage), output_tokens: 1 } }),
    };
    const blocks = toBlocks(reply, request).flatMap(({ start, deltas }, index) => [
      say({ type: "content_block_start", index, content_block: start }),
      ...deltas.map((delta) => say({ type: "content_block_delta", index, delta })),
      say({ type: "content_block_stop", index }),
    ]);
    const delta = { stop_reason: toStop(reply), stop_sequence: null };
    const usage = reply.usage === null ? {} : { usage: toOutput(reply.usage) };
    return [
      say({ type: "message_start", message: started }),
      say({ type: "ping" }),
      ...blocks,
      say({ type: "message_delta", delta, ...usage }),
      say({ type: "message_stop" }),
    ];
  },
  toCount: () => ({ input_tokens: 42 }),
  readTools: ({ tools = [] }) =>
    tools.flatMap((tool) => (typeof tool["name"] === "string" ? [tool["name"]] : [])),
  readToolResults: ({ messages = [] }) =>
    messages.flatMap(({ content }) =>
      Array.isArray(content)
        ? (content as { type?: string; content?: unknown }[])
            .filter(({ type }) => type === "tool_result")
            .map((block) => toText(block.content))
        : [],
    ),
};

interface Block {
  readonly block: object;
  readonly start: object;
  readonly deltas: readonly object[];
}

function toBlocks(reply: Settled, request: ScriptedRequest): Block[] {
  const { reasoning, text } = reply;
  return [
    ...(reasoning === undefined
      ? []
      : [
          {
            block: { type: "thinking", thinking: reasoning, signature: "sig" },
            start: { type: "thinking", thinking: "", signature: "" },
            deltas: [
              ...toWords(reasoning).map((thinking) => ({ type: "thinking_delta", thinking })),
              { type: "signature_delta", signature: "sig" },
            ],
          },
        ]),
    ...(text === undefined
      ? []
      : [
          {
            block: { type: "text", text },
            start: { type: "text", text: "" },
            deltas: toWords(text).map((word) => ({ type: "text_delta", text: word })),
          },
        ]),
    ...(reply.toolCalls ?? []).map((call, index) => {
      const head = { type: "tool_use", id: toCallId(request, index), name: call.name };
      return {
        block: { ...head, input: call.arguments ?? {} },
        start: { ...head, input: {} },
        deltas: toPieces(toArguments(call)).map((partial_json) => ({
          type: "input_json_delta",
          partial_json,
        })),
      };
    }),
  ];
}

const toHead = (reply: Settled, { number, model }: ScriptedRequest) => ({
  id: `msg_${number}`,
  type: "message",
  role: "assistant",
  model: reply.model ?? model,
});

const toStop = ({ finish, toolCalls }: Settled): string => {
  if (finish === "length") return "max_tokens";
  if (finish === "refusal") return "refusal";
  return (toolCalls ?? []).length === 0 ? "end_turn" : "tool_use";
};

/** Input tokens there are those that no cache read or wrote. */
function toInput(usage: ScriptedUsage) {
  const { inputTokens, cacheReadTokens = 0, cacheWriteTokens = 0 } = usage;
  return {
    input_tokens: inputTokens - cacheReadTokens - cacheWriteTokens,
    cache_read_input_tokens: cacheReadTokens,
    cache_creation_input_tokens: cacheWriteTokens,
  };
}

/** Thinking is told apart where there was any. */
const toOutput = ({ outputTokens, reasoningTokens = 0 }: ScriptedUsage) => ({
  output_tokens: outputTokens,
  ...(reasoningTokens === 0 ? {} : { output_tokens_details: { thinking_tokens: reasoningTokens } }),
});

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  529: "overloaded_error",
};

const toType = (status: number): string => TYPES[status] ?? "api_error";

import {
  bearerOf,
  type ScriptedRequest,
  type ScriptedUsage,
  type ServedEvent,
  type ServedProtocol,
  toArguments,
  toCallId,
  toPieces,
  toText,
  toWords,
} from "./reply.ts";

/** OpenAI's Chat Completions. */
export const openaiChat: ServedProtocol = {
  name: "openai-chat",
  route: (path) =>
    /^(\/v1)?\/chat\/completions$/.test(path) ? { kind: "call", model: null, isStreaming: null } : null,
  readKey: bearerOf,
  toError: toOpenaiError,
  toErrorEvent: (message) => ({ event: null, data: toOpenaiError(500, message, null) }),
  toWhole: (reply, request) => {
    const toolCalls = (reply.toolCalls ?? []).map((call, index) => ({
      id: toCallId(request, index),
      type: "function",
      function: { name: call.name, arguments: toArguments(call) },
    }));
    const message = {
      role: "assistant",
      content: reply.text ?? null,
      ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    };
    return {
      ...toHead(request, reply.model),
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: toFinish(reply) }],
      ...(reply.usage === null ? {} : { usage: toWireUsage(reply.usage) }),
    };
  },
  toEvents: (reply, request) => {
    const head = { ...toHead(request, reply.model), object: "chat.completion.chunk" };
    const asksUsage = request.body.stream_options?.include_usage === true;
    const piece = (delta: object, finish: string | null = null): ServedEvent => ({
      event: null,
      data: {
        ...head,
        choices: [{ index: 0, delta, finish_reason: finish }],
        ...(asksUsage ? { usage: null } : {}),
      },
    });
    const calls = (reply.toolCalls ?? []).flatMap((call, index) => {
      const id = toCallId(request, index);
      const first = {
        tool_calls: [{ index, id, type: "function", function: { name: call.name, arguments: "" } }],
      };
      const rest = toPieces(toArguments(call)).map((text) => ({
        tool_calls: [{ index, function: { arguments: text } }],
      }));
      return [first, ...rest];
    });
    const last =
      asksUsage && reply.usage !== null
        ? [{ event: null, data: { ...head, choices: [], usage: toWireUsage(reply.usage) } }]
        : [];
    return [
      piece({ role: "assistant", content: "" }),
      ...toWords(reply.reasoning).map((word) => piece({ reasoning_content: word })),
      ...toWords(reply.text).map((word) => piece({ content: word })),
      ...calls.map((delta) => piece(delta)),
      piece({}, toFinish(reply)),
      ...last,
      { event: null, data: "[DONE]" },
    ];
  },
  toCount: () => ({}),
  readTools: ({ tools = [] }) =>
    tools.flatMap((tool) => (tool["function"] as { name?: string } | undefined)?.name ?? []),
  readToolResults: ({ messages = [] }) =>
    messages.filter(({ role }) => role === "tool").map(({ content }) => toText(content)),
};

export function toOpenaiError(
  status: number,
  message: string,
  code: "invalid_key" | "overflow" | null,
): object {
  const codes = { invalid_key: "invalid_api_key", overflow: "context_length_exceeded" };
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return { error: { message, type, param: null, code: code === null ? null : codes[code] } };
}

const toFinish = ({ finish, toolCalls }: { finish?: string; toolCalls?: readonly unknown[] }): string => {
  if (finish === "length") return "length";
  if (finish === "refusal") return "content_filter";
  return (toolCalls ?? []).length === 0 ? "stop" : "tool_calls";
};

const toHead = ({ number, model: asked }: ScriptedRequest, model: string | undefined) => ({
  id: `chatcmpl-${number}`,
  created: 1_700_000_000,
  model: model ?? asked,
});

function toWireUsage(usage: ScriptedUsage): object {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: {
      cached_tokens: usage.cacheReadTokens ?? 0,
      cache_write_tokens: usage.cacheWriteTokens ?? 0,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
  };
}

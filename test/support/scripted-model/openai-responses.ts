import { toOpenaiError } from "./openai-chat.ts";
import {
  bearerOf,
  type ScriptedRequest,
  type ScriptedUsage,
  type ServedEvent,
  type ServedProtocol,
  type Settled,
  toArguments,
  toCallId,
  toPieces,
  toText,
  toWords,
} from "./reply.ts";

/** OpenAI's Responses. */
export const openaiResponses: ServedProtocol = {
  name: "openai-responses",
  route: (path) =>
    /^(\/v1)?\/responses$/.test(path) ? { kind: "call", model: null, isStreaming: null } : null,
  readKey: bearerOf,
  toError: toOpenaiError,
  toErrorEvent: (message) => ({
    event: "error",
    data: { type: "error", code: "server_error", message, param: null, sequence_number: 99 },
  }),
  toWhole: (reply, request) => toResponse(reply, request, "completed"),
  toEvents: (reply, request) => {
    const events: ServedEvent[] = [];
    const say = (type: string, members: object): void =>
      void events.push({ event: type, data: { type, ...members, sequence_number: events.length } });
    const open = toResponse({ ...reply, usage: null, toolCalls: [] }, request, "in_progress");
    say("response.created", { response: { ...open, output: [] } });
    say("response.in_progress", { response: { ...open, output: [] } });
    for (const [index, item] of toOutput(reply, request).entries()) sayItem(say, item, index);
    const last = reply.finish === "length" ? "response.incomplete" : "response.completed";
    say(last, {
      response: toResponse(reply, request, reply.finish === "length" ? "incomplete" : "completed"),
    });
    return events;
  },
  toCount: () => ({}),
  readTools: ({ tools = [] }) =>
    tools.flatMap((tool) => (typeof tool["name"] === "string" ? [tool["name"]] : [])),
  readToolResults: (body) =>
    (Array.isArray(body["input"]) ? (body["input"] as { type?: string; output?: unknown }[]) : [])
      .filter(({ type }) => type === "function_call_output" || type === "custom_tool_call_output")
      .map(({ output }) => toText(output)),
};

type Item =
  | {
      readonly id: string;
      readonly type: "message";
      readonly role: string;
      readonly status: string;
      readonly content: readonly Part[];
    }
  | {
      readonly id: string;
      readonly type: "function_call";
      readonly call_id: string;
      readonly name: string;
      readonly arguments: string;
      readonly status: string;
    }
  | {
      readonly id: string;
      readonly type: "reasoning";
      readonly summary: readonly { readonly type: string; readonly text: string }[];
    };
type Part =
  | { readonly type: "output_text"; readonly text: string; readonly annotations: readonly unknown[] }
  | { readonly type: "refusal"; readonly refusal: string };

function toOutput(reply: Settled, request: ScriptedRequest): Item[] {
  const { number } = request;
  const part: Part =
    reply.finish === "refusal"
      ? { type: "refusal", refusal: reply.text ?? "" }
      : { type: "output_text", text: reply.text ?? "", annotations: [] };
  const message: Item = {
    id: `msg_${number}`,
    type: "message",
    role: "assistant",
    status: "completed",
    content: [part],
  };
  return [
    ...(reply.reasoning === undefined
      ? []
      : [
          {
            id: `rs_${number}`,
            type: "reasoning" as const,
            summary: [{ type: "summary_text", text: reply.reasoning }],
          },
        ]),
    ...(reply.text === undefined ? [] : [message]),
    ...(reply.toolCalls ?? []).map((call, index) => ({
      id: `fc_${number}_${index}`,
      type: "function_call" as const,
      call_id: toCallId(request, index),
      name: call.name,
      ...(call.namespace === undefined ? {} : { namespace: call.namespace }),
      arguments: toArguments(call),
      status: "completed",
    })),
  ];
}

function sayItem(say: (type: string, members: object) => void, item: Item, index: number): void {
  const at = { output_index: index, item_id: item.id };
  const empty =
    item.type === "message"
      ? { content: [] }
      : item.type === "function_call"
        ? { arguments: "" }
        : { summary: [] };
  say("response.output_item.added", {
    output_index: index,
    item: { ...item, status: "in_progress", ...empty },
  });
  if (item.type === "message") {
    for (const part of item.content) {
      const where = { ...at, content_index: 0 };
      say("response.content_part.added", {
        ...where,
        part: part.type === "refusal" ? { ...part, refusal: "" } : { ...part, text: "" },
      });
      const kind = part.type === "refusal" ? "refusal" : "output_text";
      const text = part.type === "refusal" ? part.refusal : part.text;
      for (const delta of toWords(text)) say(`response.${kind}.delta`, { ...where, delta });
      say(`response.${kind}.done`, { ...where, [part.type === "refusal" ? "refusal" : "text"]: text });
      say("response.content_part.done", { ...where, part });
    }
  } else if (item.type === "function_call") {
    for (const delta of toPieces(item.arguments))
      say("response.function_call_arguments.delta", { ...at, delta });
    say("response.function_call_arguments.done", { ...at, arguments: item.arguments });
  } else {
    const text = item.summary[0]?.text ?? "";
    say("response.reasoning_summary_part.added", {
      ...at,
      summary_index: 0,
      part: { type: "summary_text", text: "" },
    });
    for (const delta of toWords(text))
      say("response.reasoning_summary_text.delta", { ...at, summary_index: 0, delta });
    say("response.reasoning_summary_text.done", { ...at, summary_index: 0, text });
    say("response.reasoning_summary_part.done", {
      ...at,
      summary_index: 0,
      part: { type: "summary_text", text },
    });
  }
  say("response.output_item.done", { output_index: index, item });
}

function toResponse(reply: Settled, request: ScriptedRequest, status: string) {
  return {
    id: `resp_${request.number}`,
    object: "response",
    created_at: 1_700_000_000,
    status,
    error: null,
    incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null,
    model: reply.model ?? request.model,
    output: toOutput(reply, request),
    parallel_tool_calls: true,
    tools: [],
    usage: reply.usage === null ? null : toWireUsage(reply.usage),
  };
}

function toWireUsage(usage: ScriptedUsage): object {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: {
      cached_tokens: usage.cacheReadTokens ?? 0,
      cache_write_tokens: usage.cacheWriteTokens ?? 0,
    },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
}

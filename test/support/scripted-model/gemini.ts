import {
  bearerOf,
  type ScriptedRequest,
  type ScriptedUsage,
  type ServedProtocol,
  type Settled,
  toText,
  toWords,
} from "./reply.ts";

const PATH = /^\/v1(?:beta)?\/models\/([^:/]+):(generateContent|streamGenerateContent|countTokens)$/;

/** Google's generateContent. */
export const gemini: ServedProtocol = {
  name: "gemini",
  route: (path) => {
    const [, model, method] = PATH.exec(path) ?? [];
    if (model === undefined) return null;
    return {
      kind: method === "countTokens" ? "count" : "call",
      model: decodeURIComponent(model),
      isStreaming: method === "streamGenerateContent",
    };
  },
  readKey: (headers, url) => {
    const key = headers["x-goog-api-key"];
    return typeof key === "string" ? key : (url.searchParams.get("key") ?? bearerOf(headers));
  },
  toError,
  toErrorEvent: (message) => ({ event: null, data: toError(503, message, null) }),
  toWhole: (reply, request) => toResponse(toParts(reply, request), reply, request, true),
  toEvents: (reply, request) => {
    const parts = [
      ...toWords(reply.reasoning).map((text) => ({ text, thought: true })),
      ...toWords(reply.text).map((text) => ({ text })),
      ...toCalls(reply, request),
    ];
    const pieces = parts.length === 0 ? [[]] : parts.map((part) => [part]);
    return pieces.map((piece, index) => ({
      event: null,
      data: toResponse(piece, reply, request, index === pieces.length - 1),
    }));
  },
  toCount: () => ({ totalTokens: 42 }),
  readTools: ({ tools = [] }) =>
    tools.flatMap((tool) => {
      const declared = tool["functionDeclarations"] ?? tool["function_declarations"] ?? [];
      return (declared as { name: string }[]).map(({ name }) => name);
    }),
  readToolResults: (body) =>
    ((body["contents"] ?? []) as { parts?: { functionResponse?: { response?: unknown } }[] }[]).flatMap(
      ({ parts = [] }) =>
        parts.flatMap(({ functionResponse }) =>
          functionResponse === undefined ? [] : [toText(functionResponse.response)],
        ),
    ),
};

/** Arguments travel as JSON there, so that they cannot be broken. */
const toCalls = ({ toolCalls = [] }: Settled, { number }: ScriptedRequest) =>
  toolCalls.map((call, index) => ({
    functionCall: { id: `call_${number}_${index}`, name: call.name, args: call.arguments ?? {} },
    thoughtSignature: "c2ln",
  }));

const toParts = (reply: Settled, request: ScriptedRequest): object[] => [
  ...(reply.reasoning === undefined ? [] : [{ text: reply.reasoning, thought: true }]),
  ...(reply.text === undefined ? [] : [{ text: reply.text }]),
  ...toCalls(reply, request),
];

function toResponse(
  parts: readonly object[],
  reply: Settled,
  request: ScriptedRequest,
  isLast: boolean,
): object {
  const finish = { length: "MAX_TOKENS", refusal: "SAFETY" };
  const finishReason = reply.finish === undefined ? "STOP" : finish[reply.finish];
  return {
    candidates: [{ index: 0, content: { role: "model", parts }, ...(isLast ? { finishReason } : {}) }],
    modelVersion: reply.model ?? request.model,
    responseId: `gemini-${request.number}`,
    ...(isLast && reply.usage !== null ? { usageMetadata: toWireUsage(reply.usage) } : {}),
  };
}

function toWireUsage({
  inputTokens,
  outputTokens,
  cacheReadTokens = 0,
  reasoningTokens = 0,
}: ScriptedUsage): object {
  return {
    promptTokenCount: inputTokens,
    candidatesTokenCount: outputTokens - reasoningTokens,
    totalTokenCount: inputTokens + outputTokens,
    ...(cacheReadTokens === 0 ? {} : { cachedContentTokenCount: cacheReadTokens }),
    ...(reasoningTokens === 0 ? {} : { thoughtsTokenCount: reasoningTokens }),
  };
}

const STATUSES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

function toError(status: number, message: string, _code: "invalid_key" | "overflow" | null): object {
  return { error: { code: status, message, status: STATUSES[status] ?? "UNKNOWN", details: [] } };
}

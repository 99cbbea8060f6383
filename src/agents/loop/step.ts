import {
  APICallError,
  dynamicTool,
  jsonSchema,
  type LanguageModel,
  type ModelMessage,
  streamText,
  type ToolSet,
} from "ai";
import { PROVIDER_OPTIONS } from "../language-model.ts";
import type { McpTool } from "../mcp-tools.ts";

export interface StepRequest {
  readonly model: LanguageModel;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly McpTool[];
  /** Null: as much as the provider allows. */
  readonly maxOutputTokens: number | null;
  readonly signal: AbortSignal;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  /** Why it cannot be carried out: broken arguments, or a tool that is not there. Null where it can. */
  readonly problem: string | null;
}

/** One answer of the model. */
export interface ModelStep {
  /** What it said, for the conversation. */
  readonly message: ModelMessage;
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly finish: string;
  /** As the provider counted them; null where it did not. */
  readonly inputTokens: number | null;
}

/** A stream that broke is asked for again so often; the gateway has repeated what it could. */
const TRIES = 3;

/** Asks the model for one step. @throws APICallError, and the signal's reason */
export async function takeStep(request: StepRequest): Promise<ModelStep> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(request);
    } catch (error) {
      request.signal.throwIfAborted();
      if (attempt >= TRIES || isRefusal(error)) throw error;
    }
  }
}

/** An answer of the provider or the gateway that asking again does not change. */
const isRefusal = (error: unknown): boolean =>
  APICallError.isInstance(error) &&
  error.statusCode !== undefined &&
  error.statusCode >= 400 &&
  error.statusCode < 500;

/** The request is longer than the model takes, in the words of every provider. */
export const isOverflow = (error: unknown): boolean =>
  APICallError.isInstance(error) &&
  (error.statusCode === 400 || error.statusCode === 413) &&
  /context|too long|too large|maximum.*tokens|exceeds/i.test(`${error.message} ${error.responseBody ?? ""}`);

async function askOnce({
  model,
  system,
  messages,
  tools,
  maxOutputTokens,
  signal,
}: StepRequest): Promise<ModelStep> {
  let failure: Error | null = null;
  const result = streamText({
    model,
    instructions: system,
    messages: [...messages],
    tools: toToolSet(tools),
    maxRetries: 0,
    ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    abortSignal: signal,
    providerOptions: PROVIDER_OPTIONS,
    onError: ({ error }) => {
      failure = error instanceof Error ? error : new Error(String(error));
    },
  });
  try {
    const [text, calls, finish, usage, response] = await Promise.all([
      result.text,
      result.toolCalls,
      result.finishReason,
      result.usage,
      result.response,
    ]);
    if (finish === "error") throw new Error("the stream ended in an error");
    const spoken = response.messages.filter((message) => message.role === "assistant");
    const content = spoken.flatMap((message) => (Array.isArray(message.content) ? message.content : []));
    return {
      message: { role: "assistant", content: content.length === 0 ? text : content.map(mendCall) },
      text,
      calls: calls.map((call) => toToolCall(call, tools)),
      finish,
      inputTokens: usage.inputTokens ?? null,
    };
  } catch (error) {
    throw failure ?? error;
  }
}

/** Arguments that are no object cannot be said again: providers take nothing else. */
function mendCall<Part extends { readonly type: string }>(part: Part): Part {
  const isBroken =
    part.type === "tool-call" && "input" in part && (typeof part.input !== "object" || part.input === null);
  return isBroken ? { ...part, input: {} } : part;
}

function toToolSet(tools: readonly McpTool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, inputSchema }) => [
      name,
      dynamicTool({ description, inputSchema: jsonSchema(inputSchema), execute: undefined as never }),
    ]),
  );
}

interface SdkCall {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
  readonly invalid?: boolean | undefined;
  readonly error?: unknown;
}

function toToolCall(call: SdkCall, tools: readonly McpTool[]): ToolCall {
  const { toolCallId: id, toolName: name, input } = call;
  if (!tools.some((tool) => tool.name === name)) {
    const known = tools.map((tool) => tool.name).join(", ");
    return { id, name, input, problem: `there is no tool ${name}; there are ${known}` };
  }
  const isBroken = call.invalid === true || typeof input !== "object" || input === null;
  return { id, name, input, problem: isBroken ? "the arguments are not the JSON that the tool takes" : null };
}

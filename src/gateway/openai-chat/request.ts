import { z } from "zod";
import { toEffort } from "../../models/provider.ts";
import type { ResolvedModel } from "../../models/resolve-model.ts";
import { badRequest, otherModel, providerTool, type Refusal, remoteContent } from "../refusal.ts";
import type { ModelRequest, RequestTerms } from "../wire-protocol.ts";
import { asksForRemoteContent } from "../remote-content.ts";

const RequestSchema = z.looseObject({
  model: z.string().optional(),
  messages: z.array(z.unknown()).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
});

/**
 * What travels. All else is left out: a member that nobody here knows could have the provider search the web, store
 * the conversation, change the price or ask another model.
 */
const PASSED = new Set(
  words(`
    messages tools tool_choice parallel_tool_calls functions function_call response_format
    temperature top_p top_k min_p seed n stop logit_bias logprobs top_logprobs
    presence_penalty frequency_penalty repetition_penalty max_tokens max_completion_tokens
    reasoning_effort reasoning enable_thinking thinking_budget preserve_thinking verbosity
    chat_template_kwargs prediction vl_high_resolution_images stream stream_options
  `),
);

/** Members that have the provider do something beside answering: said, not dropped, so that nobody wonders. */
const PROVIDER_TOOLS = words(`
  web_search_options enable_search search_options enable_code_interpreter plugins web_search code_interpreter
`);

/** Members that ask for another model, whatever the task allows. */
const ROUTING = words("models route provider");

/** Tools whose calls come back to the client. */
const CLIENT_TOOLS = new Set(["function", "custom"]);

/** Judges and rewrites the body of a chat request. Pure. */
export function toChatRequest(bytes: Uint8Array, terms: RequestTerms): ModelRequest | Refusal {
  const { model } = terms;
  const parsed = RequestSchema.safeParse(parseJson(bytes));
  if (!parsed.success) return badRequest(`this is no chat request: ${z.prettifyError(parsed.error)}`);
  const asked = parsed.data;
  const refusal = judge(asked, terms);
  if (refusal !== null) return refusal;
  const isStreaming = asked.stream === true;
  const hidesUsage = isStreaming && asked.stream_options?.include_usage !== true;
  const allowed = terms.allowsProviderTools ? new Set([...PASSED, ...PROVIDER_TOOLS]) : PASSED;
  const passed = Object.fromEntries(Object.entries(asked).filter(([key]) => allowed.has(key)));
  const body = {
    ...passed,
    model: model.model,
    stream: isStreaming,
    ...(isStreaming ? { stream_options: { include_usage: true } } : {}),
  };
  if (!isStreaming) Reflect.deleteProperty(body, "stream_options");
  return { body: applyGeneration(body, model), isStreaming, hidesUsage };
}

function judge(
  asked: z.infer<typeof RequestSchema>,
  { model, allowsProviderTools }: RequestTerms,
): Refusal | null {
  if (asked.model !== undefined && asked.model !== model.model) return otherModel(asked.model, model.model);
  const other = ROUTING.find((key) => isAsked(asked[key]));
  if (other !== undefined) return providerTool(other);
  if (!allowsProviderTools) {
    const member = PROVIDER_TOOLS.find((key) => isAsked(asked[key]));
    if (member !== undefined) return providerTool(member);
    const tool = asked.tools?.find(({ type }) => !CLIENT_TOOLS.has(type));
    if (tool !== undefined) return providerTool(tool.type);
  }
  return asked.messages.some(asksForRemoteContent) ? remoteContent() : null;
}

const isAsked = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

/** What the run sets wins over what the agent's program asks for; what the run leaves open is the program's. */
function applyGeneration(
  body: Record<string, unknown>,
  { generation, provider }: ResolvedModel,
): ModelRequest["body"] {
  const { temperature, topP, seed, maxOutputTokens, reasoningEffort } = generation;
  const result = { ...body };
  if (temperature !== null) result["temperature"] = temperature;
  if (topP !== null) result["top_p"] = topP;
  if (seed !== null) result["seed"] = seed;
  if (maxOutputTokens !== null) {
    delete result["max_tokens"];
    delete result["max_completion_tokens"];
    result[provider.maxTokensKey] = maxOutputTokens;
  }
  if (reasoningEffort !== null) {
    for (const key of ["reasoning_effort", "reasoning", "enable_thinking", "thinking_budget"])
      delete result[key];
    Object.assign(result, toEffort(provider, reasoningEffort));
  }
  return result;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

import { z } from "zod";
import type { ResolvedModel } from "../../models/resolve-model.ts";
import { badRequest, otherModel, providerTool, type Refusal, remoteContent } from "../refusal.ts";
import { asksForRemoteContent } from "../remote-content.ts";
import { isAsked, parseRequest, pick, readObject, words } from "../wire-json.ts";
import type { ModelRequest, RequestTerms } from "../wire-protocol.ts";
import { findProviderTool } from "./client-tools.ts";

const RequestSchema = z.looseObject({
  model: z.string().optional(),
  input: z.union([z.string(), z.array(z.unknown())]),
  stream: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
});

/** What travels; see the list of Chat Completions for why all else does not. */
const PASSED = new Set(
  words(`
    input instructions tools tool_choice parallel_tool_calls temperature top_p top_logprobs max_output_tokens
    max_tool_calls reasoning text truncation stream stream_options prompt_cache_key
  `),
);

/** Members that lean on what the provider has stored or runs by itself. */
const STORED = words("previous_response_id conversation prompt background");

const INCLUDED = new Set(["reasoning.encrypted_content", "message.output_text.logprobs"]);

/** Judges and rewrites the body of a request for a response. Pure. */
export function toResponsesRequest(bytes: Uint8Array, terms: RequestTerms): ModelRequest | Refusal {
  const parsed = RequestSchema.safeParse(parseRequest(bytes));
  if (!parsed.success)
    return badRequest(`this is no request for a response: ${z.prettifyError(parsed.error)}`);
  const asked = parsed.data;
  const refusal = judge(asked, terms);
  if (refusal !== null) return refusal;
  const isStreaming = asked.stream === true;
  const include = (asked.include ?? []).filter((one) => terms.allowsProviderTools || INCLUDED.has(one));
  const body = {
    ...pick(asked, PASSED),
    ...(include.length === 0 ? {} : { include }),
    model: terms.model.model,
    stream: isStreaming,
    // Nothing is kept at the provider.
    store: false,
  };
  return { body: applyGeneration(body, terms.model), isStreaming, hidesUsage: false };
}

function judge(
  asked: z.infer<typeof RequestSchema>,
  { model, allowsProviderTools }: RequestTerms,
): Refusal | null {
  if (asked.model !== undefined && asked.model !== model.model) return otherModel(asked.model, model.model);
  const stored = STORED.find((key) => isAsked(asked[key]));
  if (stored !== undefined)
    return badRequest(`"${stored}" needs what the provider has stored; send the whole input instead`);
  const items = typeof asked.input === "string" ? [] : asked.input;
  if (!allowsProviderTools) {
    // Items may bring tools too: `tool_search_output` and `additional_tools` do.
    const tool = findProviderTool([asked.tools, ...items.map((item) => readObject(item)?.["tools"])]);
    if (tool !== null) return providerTool(tool);
  }
  return items.some(isRemoteItem) ? remoteContent() : null;
}

function isRemoteItem(item: unknown): boolean {
  const { type, output } = (item ?? {}) as { type?: unknown; output?: unknown };
  if (type === "item_reference") return true;
  return asksForRemoteContent(item) || asksForRemoteContent({ content: output });
}

function applyGeneration(body: Record<string, unknown>, { generation }: ResolvedModel): ModelRequest["body"] {
  const { temperature, topP, maxOutputTokens, reasoningEffort } = generation;
  return {
    ...body,
    ...(temperature === null ? {} : { temperature }),
    ...(topP === null ? {} : { top_p: topP }),
    ...(maxOutputTokens === null ? {} : { max_output_tokens: maxOutputTokens }),
    ...(reasoningEffort === null
      ? {}
      : { reasoning: { ...readObject(body["reasoning"]), effort: reasoningEffort } }),
  };
}

import { z } from "zod";
import type { ResolvedModel } from "../../models/resolve-model.ts";
import { badRequest, otherModel, providerTool, type Refusal, remoteContent } from "../refusal.ts";
import { isAsked, parseRequest, pick, readObject, words } from "../wire-json.ts";
import type { ModelRequest, RequestTerms, WireRoute } from "../wire-protocol.ts";

const RequestSchema = z.looseObject({
  model: z.string().optional(),
  messages: z.array(z.looseObject({ content: z.unknown() })).min(1),
  stream: z.boolean().nullish(),
  tools: z.array(z.looseObject({ type: z.string().nullish(), name: z.string().nullish() })).nullish(),
});

/** What travels; see the list of Chat Completions for why all else does not. */
const COUNTED = words("messages system tools tool_choice thinking output_config context_management");
const PASSED = new Set([
  ...COUNTED,
  ...words("max_tokens temperature top_p top_k stop_sequences stream output_format"),
]);

/** Members that have the provider reach out or run code. */
const PROVIDER_TOOLS = words("mcp_servers container");

/** Tools that Anthropic defines and the client runs. */
const CLIENT_TOOL = /^(custom|bash_\d+|text_editor_\d+|memory_\d+|computer_\d+)$/;

/** Deeper nesting than any honest message has; it is refused, not walked. */
const MAX_DEPTH = 6;

/** Judges and rewrites the body of a request for a message, or for the count of its tokens. Pure. */
export function toMessagesRequest(
  bytes: Uint8Array,
  route: WireRoute,
  terms: RequestTerms,
): ModelRequest | Refusal {
  const parsed = RequestSchema.safeParse(parseRequest(bytes));
  if (!parsed.success)
    return badRequest(`this is no request for a message: ${z.prettifyError(parsed.error)}`);
  const asked = parsed.data;
  const refusal = judge(asked, terms);
  if (refusal !== null) return refusal;
  const { model } = terms.model;
  if (route.kind === "count")
    return { body: { ...pick(asked, new Set(COUNTED)), model }, isStreaming: false, hidesUsage: false };
  const allowed = terms.allowsProviderTools ? new Set([...PASSED, ...PROVIDER_TOOLS]) : PASSED;
  const isStreaming = asked.stream === true;
  const body = { ...pick(asked, allowed), model, stream: isStreaming };
  return { body: applyGeneration(body, terms.model), isStreaming, hidesUsage: false };
}

function judge(
  asked: z.infer<typeof RequestSchema>,
  { model, allowsProviderTools }: RequestTerms,
): Refusal | null {
  if (asked.model !== undefined && asked.model !== model.model) return otherModel(asked.model, model.model);
  if (!allowsProviderTools) {
    const member = PROVIDER_TOOLS.find((key) => isAsked(asked[key]));
    if (member !== undefined) return providerTool(member);
    const tool = asked.tools?.find(({ type }) => !CLIENT_TOOL.test(type ?? "custom"));
    if (tool !== undefined) return providerTool(tool.type ?? "");
  }
  return asked.messages.some(({ content }) => isRemote(content, 0)) ? remoteContent() : null;
}

/** Only pictures and documents are fetched, and what a tool gave back may hold some; addresses in texts and arguments are not. */
function isRemote(content: unknown, depth: number): boolean {
  if (!Array.isArray(content)) return false;
  if (depth > MAX_DEPTH) return true;
  return content.some((value: unknown) => {
    const block = readObject(value);
    const source = readObject(block?.["source"]);
    switch (block?.["type"]) {
      case "image":
      case "document":
        return (
          source?.["type"] === "url" ||
          source?.["type"] === "file" ||
          isRemote(source?.["content"], depth + 1)
        );
      case "tool_result":
        return isRemote(block["content"], depth + 1);
      case "container_upload":
        return true;
      default:
        return false;
    }
  });
}

function applyGeneration(body: Record<string, unknown>, { generation }: ResolvedModel): ModelRequest["body"] {
  const { temperature, topP, maxOutputTokens, reasoningEffort } = generation;
  const effort =
    reasoningEffort === "none"
      ? { thinking: { type: "disabled" } }
      : { output_config: { ...readObject(body["output_config"]), effort: reasoningEffort } };
  return {
    ...body,
    ...(temperature === null ? {} : { temperature }),
    ...(topP === null ? {} : { top_p: topP }),
    ...(maxOutputTokens === null ? {} : { max_tokens: maxOutputTokens }),
    ...(reasoningEffort === null ? {} : effort),
  };
}

import { z } from "zod";
import { badRequest, otherModel, providerTool, type Refusal, remoteContent } from "../refusal.ts";
import { isAsked, parseRequest, pick, readObject, words } from "../wire-json.ts";
import type { ModelRequest, RequestTerms, WireRoute } from "../wire-protocol.ts";
import { applyGeneration } from "./generation.ts";

const ContentsSchema = z.array(z.looseObject({ parts: z.array(z.unknown()).nullish() })).min(1);

const RequestSchema = z.looseObject({
  contents: ContentsSchema,
  tools: z.array(z.looseObject({})).nullish(),
});

/** What travels; see the list of Chat Completions for why all else does not. Both spellings are the provider's own. */
const PASSED = new Set(
  words(`
    contents systemInstruction system_instruction tools toolConfig tool_config safetySettings safety_settings
    generationConfig generation_config
  `),
);

const CLIENT_TOOLS = new Set(["functionDeclarations", "function_declarations"]);

/** Deeper nesting than any honest part has; it is refused, not walked. */
const MAX_DEPTH = 6;

/** Judges and rewrites the body of a request for content, or for the count of its tokens. Pure. */
export function toGeminiRequest(
  bytes: Uint8Array,
  route: WireRoute,
  terms: RequestTerms,
): ModelRequest | Refusal {
  const value = readObject(parseRequest(bytes));
  const inner = route.kind === "count" ? readObject(value?.["generateContentRequest"]) : null;
  const parsed = RequestSchema.safeParse(inner ?? value);
  if (!parsed.success) return badRequest(`this is no request for content: ${z.prettifyError(parsed.error)}`);
  const asked = parsed.data;
  const refusal = judge(asked, route, terms);
  if (refusal !== null) return refusal;
  if (route.kind === "count")
    return { body: { contents: asked.contents }, isStreaming: false, hidesUsage: false };
  const body = applyGeneration(pick(asked, PASSED), terms.model);
  return { body, isStreaming: route.isStreaming === true, hidesUsage: false };
}

function judge(
  asked: z.infer<typeof RequestSchema>,
  route: WireRoute,
  { model, allowsProviderTools }: RequestTerms,
): Refusal | null {
  if (route.model !== model.model) return otherModel(route.model ?? "", model.model);
  if (isAsked(asked["cachedContent"]) || isAsked(asked["cached_content"]))
    return badRequest('"cachedContent" needs what the provider has stored; send the whole content instead');
  if (!allowsProviderTools) {
    const tool = asked.tools?.flatMap((one) => Object.keys(one)).find((key) => !CLIENT_TOOLS.has(key));
    if (tool !== undefined) return providerTool(tool);
  }
  const system = [asked["systemInstruction"], asked["system_instruction"]].map(readObject);
  const isOfContent = [...asked.contents, ...system].some((content) => isRemote(content?.["parts"], 0));
  return isOfContent ? remoteContent() : null;
}

/** Parts, or one alone, that name a file by its address; what a function gave back may hold such parts. */
function isRemote(parts: unknown, depth: number): boolean {
  if (depth > MAX_DEPTH) return true;
  return [parts].flat().some((value: unknown) => {
    const part = readObject(value) ?? {};
    if (isAsked(part["fileData"]) || isAsked(part["file_data"])) return true;
    return [part["functionResponse"], part["function_response"]].some((response) => {
      const inner = readObject(response)?.["parts"];
      return inner !== undefined && isRemote(inner, depth + 1);
    });
  });
}

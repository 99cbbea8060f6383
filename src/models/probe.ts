import { z } from "zod";
import type { ModelFacts } from "../core/identity.ts";
import type { Probe } from "../core/models-file.ts";
import { mergeFacts, type ResolvedModel } from "./resolve-model.ts";

type Facts = Partial<ModelFacts>;

/** Asks one path of the server; null where it does not answer as expected. */
type Ask = <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  body?: object,
) => Promise<z.infer<Schema> | null>;

/** A server that is there answers at once. */
const TIMEOUT_MS = 2_000;

const text = z.string().nullish();
const count = z.int().positive().nullish();

/** How each server tells what it runs. */
const PROBES: Readonly<Record<Probe, (ask: Ask, model: string) => Promise<Facts>>> = {
  ollama: async (ask, model) => {
    const shown = await ask("/api/show", OllamaShowSchema, { model });
    const version = await ask("/api/version", z.looseObject({ version: text }));
    const tags = await ask("/api/tags", OllamaTagsSchema);
    const running = await ask("/api/ps", OllamaRunningSchema);
    const isMeant = ({ name }: { readonly name: string }): boolean =>
      name === model || name === `${model}:latest`;
    const loaded = running?.models.find(isMeant)?.context_length ?? null;
    const info = Object.entries(shown?.model_info ?? {});
    const length = info.find(([key]) => key.endsWith(".context_length"))?.[1];
    // What the server has loaded, or was told, wins over what the weights could take.
    const told = /^num_ctx\s+(\d+)$/m.exec(shown?.parameters ?? "")?.[1];
    const known = told === undefined ? (typeof length === "number" ? length : null) : Number(told);
    return {
      weights: tags?.models.find(isMeant)?.digest ?? null,
      quantisation: shown?.details?.quantization_level ?? null,
      engine: version?.version == null ? null : `ollama ${version.version}`,
      contextLength: loaded ?? known,
      seesImages: shown?.capabilities?.includes("vision") ?? null,
    };
  },
  vllm: async (ask, model) => {
    const list = await ask("/v1/models", VllmModelsSchema);
    const version = await ask("/version", z.looseObject({ version: text }));
    const entry = list?.data.find(({ id }) => id === model);
    return {
      weights: entry?.root ?? null,
      engine: version?.version == null ? null : `vllm ${version.version}`,
      contextLength: entry?.max_model_len ?? null,
    };
  },
  llamacpp: async (ask) => {
    const props = await ask("/props", LlamaPropsSchema);
    return {
      weights: props?.model_path ?? null,
      engine: props?.build_info == null ? null : `llama.cpp ${props.build_info}`,
      contextLength: props?.default_generation_settings?.n_ctx ?? null,
      seesImages: props?.modalities?.vision ?? null,
    };
  },
  lmstudio: async (ask, model) => {
    const list = await ask("/api/v0/models", LmStudioModelsSchema);
    const entry = list?.data.find(({ id }) => id === model);
    return {
      quantisation: entry?.quantization ?? null,
      engine: entry?.compatibility_type == null ? null : `lmstudio ${entry.compatibility_type}`,
      contextLength: entry?.loaded_context_length ?? entry?.max_context_length ?? null,
      seesImages: entry?.type === undefined ? null : entry.type === "vlm",
    };
  },
};

const OllamaShowSchema = z.looseObject({
  parameters: text,
  details: z.looseObject({ quantization_level: text }).nullish(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
  capabilities: z.array(z.string()).nullish(),
});
const OllamaTagsSchema = z.looseObject({
  models: z.array(z.looseObject({ name: z.string(), digest: text })),
});
const OllamaRunningSchema = z.looseObject({
  models: z.array(z.looseObject({ name: z.string(), context_length: count })),
});
const VllmModelsSchema = z.looseObject({
  data: z.array(z.looseObject({ id: z.string(), root: text, max_model_len: count })),
});
const LlamaPropsSchema = z.looseObject({
  model_path: text,
  build_info: text,
  default_generation_settings: z.looseObject({ n_ctx: count }).nullish(),
  modalities: z.looseObject({ vision: z.boolean().nullish() }).nullish(),
});
const LmStudioModelsSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string().optional(),
      quantization: text,
      compatibility_type: text,
      max_context_length: count,
      loaded_context_length: count,
    }),
  ),
});

/** A model with what its server tells of it. What the user's file says stands where the server is silent. Never throws. */
export async function askFacts(
  model: ResolvedModel,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ResolvedModel> {
  const { probe } = model.provider;
  const endpoint = model.endpoints["openai-chat"];
  if (probe === undefined || endpoint === undefined) return model;
  const key = model.key === null ? null : await model.key.current();
  const ask: Ask = async (path, schema, body) => {
    const { url, headers } = endpoint.address("", key);
    const target = new URL(path, url);
    try {
      const response = await fetch(target, {
        method: body === undefined ? "GET" : "POST",
        headers: { ...headers, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      return response.ok ? (schema.safeParse(await response.json()).data ?? null) : null;
    } catch {
      return null;
    }
  };
  const told = await PROBES[probe](ask, model.model);
  return { ...model, facts: mergeFacts(model.facts, told) };
}

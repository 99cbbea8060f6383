import type { Evaluation } from "./evaluation.ts";
import type { ModelInfo } from "./aggregate-schema.ts";
import { toDetails } from "./details.ts";

const AVAILABILITY = {
  "open-weights": "open_weights",
  "public-api": "closed_weights",
  preview: "unknown",
} as const;

/** @param answeredModels names that the provider said it answered with */
export function toModelInfo(
  { run, model, modelId }: Evaluation,
  answeredModels: readonly string[],
): ModelInfo {
  const { facts, metadata, endpoints } = model;
  const isLocal = run.manifest.models.find(({ name }) => name === model.name)?.isLocal ?? false;
  const { availability } = metadata;
  return {
    name: model.name,
    id: modelId,
    ...(metadata.organisation === undefined ? {} : { developer: metadata.organisation }),
    ...(isLocal ? {} : { inference_platform: model.name.split("/")[0]! }),
    ...(facts.engine === null ? {} : { inference_engine: toEngine(facts.engine) }),
    additional_details: {
      deployment_type: isLocal ? "self_deployed" : "externally_managed",
      model_availability: availability === undefined ? "unknown" : AVAILABILITY[availability],
      ...toDetails({
        answered_models: answeredModels.length === 0 ? null : answeredModels,
        endpoints,
        weights: facts.weights,
        quantisation: facts.quantisation,
        context_length: facts.contextLength,
        licence: metadata.licence,
        size_class: metadata.sizeClass,
        availability,
        organisation_region: metadata.region,
      }),
    },
  };
}

/** `vLLM 0.11.2`: the server's name with its version, where it told one. */
function toEngine(engine: string): NonNullable<ModelInfo["inference_engine"]> {
  const [, name, version] = /^(.*?)[ /@]v?(\d\S*)$/.exec(engine) ?? [];
  return name === undefined || version === undefined ? { name: engine } : { name, version };
}

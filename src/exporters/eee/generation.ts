import type { Limits } from "../../core/limits.ts";
import type { Evaluation } from "./evaluation.ts";
import { toDetails } from "./details.ts";
import type { GenerationConfig } from "./generation-schema.ts";

/** @param tools that the agent has; null where nobody told */
export function toGenerationConfig(
  { run, group, model }: Evaluation,
  tools: readonly string[] | null,
): GenerationConfig {
  const { agent } = group.configuration;
  const { temperature, topP, maxOutputTokens, reasoningEffort, seed } = model.generation;
  const { conditions } = run.summary;
  return {
    generation_args: {
      ...(temperature === null ? {} : { temperature }),
      ...(topP === null ? {} : { top_p: topP }),
      ...(maxOutputTokens === null ? {} : { max_tokens: maxOutputTokens }),
      ...(reasoningEffort === null ? {} : { reasoning: reasoningEffort !== "none" }),
      agentic_eval_config: {
        ...(tools === null ? {} : { available_tools: tools.map((name) => ({ name })) }),
        additional_details: toDetails({
          agent: agent.agent,
          agent_label: agent.name,
          agent_version: agent.version,
          agent_settings: agent.settings,
        }),
      },
      eval_limits: toEvalLimits(Object.values(conditions.limits)),
      sandbox: { type: conditions.sandbox },
      max_attempts: 1,
    },
    additional_details: toDetails({
      configuration: group.configuration.key,
      reasoning_effort: reasoningEffort,
      model_seed: seed,
      task_seeds: conditions.seeds,
      attempts: run.manifest.trials.reduce((most, { attempt }) => Math.max(most, attempt), 0),
    }),
  };
}

/** The limits that every task has alike. */
function toEvalLimits(limits: readonly Limits[]) {
  const wallTimes = new Set(limits.map(({ wallTimeMs }) => Math.round(wallTimeMs / 1000)));
  const tokens = new Set(limits.map((one) => one.tokens));
  return {
    ...(wallTimes.size === 1 ? { time_limit: [...wallTimes][0]! } : {}),
    ...(tokens.size === 1 ? { token_limit: [...tokens][0]! } : {}),
  };
}

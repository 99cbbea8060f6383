import type { Usage } from "../../core/usage.ts";
import type { AgentStep, Step, ToolCall, ToolResult } from "../transcript/steps.ts";
import { toObject } from "../transcript/to-object.ts";
import type { AtifStep } from "./schema.ts";

/** @param index from 0 */
export function toAtifStep(step: Step, index: number): AtifStep {
  const head = { step_id: index + 1, timestamp: step.at, source: step.source, message: step.text };
  if (step.source === "agent") return { ...head, ...toAgentMembers(step) };
  return step.isOfContext ? { ...head, extra: { context_management: { type: "truncation" } } } : head;
}

function toAgentMembers({ calls, results, modelCalls, model, usage }: AgentStep): Partial<AtifStep> {
  return {
    ...(model === null ? {} : { model_name: model }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map(toToolCall) }),
    ...(results.length === 0 ? {} : { observation: { results: results.map(toResult) } }),
    ...(usage === null ? {} : { metrics: toMetrics(usage) }),
    ...(modelCalls === 0 ? {} : { llm_call_count: modelCalls }),
  };
}

const toToolCall = ({ id, name, arguments: given }: ToolCall) => ({
  tool_call_id: id,
  function_name: name,
  arguments: toObject(given),
});

const toResult = ({ callId, text, isError }: ToolResult) => ({
  ...(callId === null ? {} : { source_call_id: callId }),
  content: text,
  ...(isError ? { extra: { is_error: true } } : {}),
});

function toMetrics(usage: Usage): NonNullable<AtifStep["metrics"]> {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    cached_tokens: usage.cacheReadTokens,
    ...(usage.costUsd === null ? {} : { cost_usd: usage.costUsd }),
    extra: {
      cache_write_tokens: usage.cacheWriteTokens,
      reasoning_tokens: usage.reasoningTokens,
    },
  };
}

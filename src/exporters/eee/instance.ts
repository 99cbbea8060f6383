import type { TrialRow } from "../../core/trial-row.ts";
import { toEscape, toJson } from "../json-text.ts";
import type { Step } from "../transcript/steps.ts";
import { SCHEMA_VERSION } from "./aggregate-schema.ts";
import { toDetails } from "./details.ts";
import { type Evaluation, toResultId } from "./evaluation.ts";
import type { Instance, Message } from "./instance-schema.ts";
import { toMessages } from "./messages.ts";

/** A trial that was scored. */
export interface ScoredTrial {
  readonly row: TrialRow & { readonly score: number; readonly passed: boolean };
  readonly steps: readonly Step[];
}

/** A row per metric that a single trial has: whether it passed, and its score. Figures over several trials have none. */
export function toInstances(
  evaluation: Evaluation,
  trial: ScoredTrial,
  sha256: (data: string) => string,
): Instance[] {
  const { row } = trial;
  const scores = { pass_rate: Number(row.passed), score: row.score };
  const shared = toShared(evaluation, trial, sha256);
  return Object.entries(scores)
    .filter(([metric]) => evaluation.metrics.some(({ id }) => id === metric))
    .map(([metric, score]) => ({
      ...shared,
      evaluation_result_id: toResultId(evaluation, metric),
      evaluation: { ...shared.evaluation, score },
    }));
}

function toShared(evaluation: Evaluation, { row, steps }: ScoredTrial, sha256: (data: string) => string) {
  const messages = toMessages(steps);
  const prompts = steps.filter(({ source }) => source === "user").map(({ text }) => text);
  const input = { raw: prompts.join("\n\n"), reference: [] };
  const error = "message" in row.outcome ? `${row.outcome.kind}: ${row.outcome.message}` : null;
  return {
    schema_version: SCHEMA_VERSION,
    evaluation_id: evaluation.id,
    model_id: evaluation.modelId,
    evaluation_name: evaluation.name,
    sample_id: `${row.task}.${row.language}.s${row.seed}.k${row.attempt}`,
    ...(prompts.length === 0 ? {} : { sample_hash: sha256(toHashedText(input)) }),
    interaction_type: "agentic",
    input,
    output: null,
    messages,
    answer_attribution: toAttribution(row, messages),
    evaluation: {
      score: row.score,
      is_correct: row.passed,
      num_turns: Math.max(1, prompts.length),
      tool_calls_count: messages.reduce((sum, message) => sum + (message.tool_calls?.length ?? 0), 0),
    },
    token_usage: toTokenUsage(row),
    performance: {
      latency_ms: row.workingMs,
      additional_details: toDetails({ wall_ms: row.durationMs }),
    },
    ...(error === null ? {} : { error }),
    metadata: toMetadata(evaluation, row),
  } satisfies Instance;
}

/**
 * As Python's `json.dumps(…, sort_keys=True, separators=(",", ":"))` writes it, which the hash of a sample is made of
 * everywhere else: nothing beyond ASCII stands as it is.
 */
function toHashedText({ raw, reference }: Instance["input"]): string {
  const text = `{"raw":${toJson(raw)},"reference":${toJson(reference)}}`;
  return text.replaceAll(/[^ -~]/g, toEscape);
}

/** What was judged is no message but the workspace that the agent left. */
function toAttribution(
  { workspace }: TrialRow,
  messages: readonly Message[],
): Instance["answer_attribution"] {
  if (workspace === null) return [];
  return [
    {
      turn_idx: Math.max(0, messages.length - 1),
      source: "workspace",
      extracted_value: `sha256:${workspace}`,
      extraction_method: "frozen workspace, checked in a browser",
      is_terminal: true,
    },
  ];
}

function toTokenUsage({ usage }: TrialRow): NonNullable<Instance["token_usage"]> {
  return {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    input_tokens_cache_write: usage.cacheWriteTokens,
    input_tokens_cache_read: usage.cacheReadTokens,
    reasoning_tokens: usage.reasoningTokens,
  };
}

function toMetadata({ run }: Evaluation, row: TrialRow): Record<string, string> {
  const task = run.manifest.tasks.find(({ id }) => id === row.task);
  return toDetails({
    trial: row.id,
    fingerprint: row.fingerprint,
    task: row.task,
    task_hash: task?.hash,
    prompt_hash: task?.promptHash[row.language],
    category: task?.category,
    difficulty: task?.difficulty,
    locale: task?.locale,
    stack: task?.stack,
    language: row.language,
    seed: row.seed,
    attempt: row.attempt,
    outcome: row.outcome.kind,
    limit: "limit" in row.outcome ? row.outcome.limit : null,
    failed_phase: row.failedPhase,
    failure: row.message,
    failed_checks: row.failedChecks,
    forgotten_checks: row.forgotten,
    cost_usd: row.usage.costUsd,
    requests: row.usage.requests,
    tries: row.tries,
  });
}

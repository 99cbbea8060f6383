import type { ExportTools } from "../../core/exporter.ts";
import type { Evaluation } from "./evaluation.ts";
import { type Aggregate, type EvaluationResult, SCHEMA_VERSION } from "./aggregate-schema.ts";
import { toDetails } from "./details.ts";
import { toEpoch, toResultId } from "./evaluation.ts";
import { toGenerationConfig } from "./generation.ts";
import { toModelInfo } from "./model-info.ts";
import type { Samples } from "./samples.ts";

/** What the aggregate file of a configuration holds, once its samples are written. */
export function toAggregate(
  evaluation: Evaluation,
  samples: Samples,
  { now, publisher }: ExportTools,
): Aggregate {
  const { run } = evaluation;
  const { manifest, summary } = run;
  return {
    schema_version: SCHEMA_VERSION,
    evaluation_id: evaluation.id,
    evaluation_timestamp: toEpoch(summary.startedAt),
    retrieved_timestamp: toEpoch(now),
    source_metadata: {
      source_name: "buildoff",
      source_type: "evaluation_run",
      source_organization_name: publisher.organisation ?? "unknown",
      evaluator_relationship: publisher.relationship ?? "other",
      additional_details: toDetails({
        run: manifest.runId,
        derived_from: manifest.derivedFrom,
        shard: manifest.shard,
        url: publisher.url,
      }),
    },
    eval_library: {
      name: "buildoff",
      version: manifest.buildoff,
      additional_details: toDetails({
        images: summary.conditions.images,
        versions: summary.conditions.versions,
        limits_by_task: summary.conditions.limits,
        price_source: manifest.models.find(({ name }) => name === evaluation.model.name)?.priceSource,
        price_hash: manifest.models.find(({ name }) => name === evaluation.model.name)?.priceHash,
        replay: manifest.replay === null ? null : "recorded model calls were replayed",
        unenforced_limits: manifest.sandbox.unenforcedLimits,
      }),
    },
    model_info: toModelInfo(evaluation, samples.answeredModels),
    evaluation_results: toResults(evaluation, samples.tools),
    detailed_evaluation_results: {
      format: "jsonl",
      file_path: evaluation.samplesPath,
      hash_algorithm: "sha256",
      checksum: samples.checksum,
      total_rows: samples.rows,
    },
  };
}

function toResults(evaluation: Evaluation, tools: readonly string[] | null): EvaluationResult[] {
  const { suite } = evaluation.run.summary.conditions;
  const generation = toGenerationConfig(evaluation, tools);
  return evaluation.metrics.map(({ id, config, score }) => ({
    evaluation_result_id: toResultId(evaluation, id),
    evaluation_name: evaluation.name,
    source_data: {
      dataset_name: suite.name,
      source_type: "other",
      additional_details: toDetails({ suite_version: suite.version, suite_hash: suite.hash }),
    },
    evaluation_timestamp: toEpoch(evaluation.run.summary.startedAt),
    metric_config: config,
    score_details: score,
    generation_config: generation,
  }));
}

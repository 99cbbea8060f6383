import { z } from "zod";
import { GenerationConfigSchema } from "./generation-schema.ts";

export const SCHEMA_VERSION = "0.3.0";

const UUID4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
export const AGGREGATE_PATH = new RegExp(`^data/[^/]+/[^/]+/[^/]+/${UUID4}\\.json$`);
export const SAMPLES_PATH = new RegExp(`^data/[^/]+/[^/]+/[^/]+/${UUID4}_samples\\.jsonl$`);

/** "All values must be strings." */
export const DetailsSchema = z.record(z.string(), z.string());
const details = DetailsSchema.optional();

/** Seconds since 1970, as a string. */
const epoch = z.string().regex(/^\d+(\.\d+)?$/, "expected seconds since 1970");
/** JSON has no infinity: the format writes it as a word. */
const bound = z.union([z.number(), z.enum(["Infinity", "-Infinity"]), z.null()]).optional();
export const toBound = (value: z.infer<typeof bound>): number | null =>
  value === undefined || value === null ? null : Number(value);

const MetricConfigSchema = z.object({
  evaluation_description: z.string().optional(),
  metric_id: z.string().optional(),
  metric_name: z.string().optional(),
  metric_kind: z.string().optional(),
  metric_unit: z.string().optional(),
  metric_parameters: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional(),
  lower_is_better: z.boolean(),
  score_type: z.enum(["binary", "continuous"]),
  min_score: bound,
  max_score: bound,
  additional_details: details,
});

const UncertaintySchema = z.object({
  standard_error: z.object({ value: z.number(), method: z.string().optional() }).optional(),
  confidence_interval: z
    .object({
      lower: z.number(),
      upper: z.number(),
      confidence_level: z.number().min(0).max(1).optional(),
      method: z.string().optional(),
    })
    .refine(({ lower, upper }) => lower <= upper, "lower is above upper")
    .optional(),
  standard_deviation: z.number().optional(),
  num_samples: z.int().optional(),
});

const SourceDataSchema = z.discriminatedUnion("source_type", [
  z.object({ dataset_name: z.string(), source_type: z.literal("other"), additional_details: details }),
  z.object({
    dataset_name: z.string(),
    source_type: z.literal("url"),
    url: z.array(z.string()).min(1),
    additional_details: details,
  }),
  z.object({
    dataset_name: z.string(),
    source_type: z.literal("hf_dataset"),
    hf_repo: z.string(),
    additional_details: details,
  }),
]);

const EvaluationResultSchema = z
  .object({
    evaluation_result_id: z.string().optional(),
    evaluation_name: z.string(),
    source_data: SourceDataSchema,
    evaluation_timestamp: epoch.optional(),
    metric_config: MetricConfigSchema,
    score_details: z.object({
      score: z.number(),
      details,
      uncertainty: UncertaintySchema.optional(),
    }),
    generation_config: GenerationConfigSchema.optional(),
  })
  .superRefine(({ metric_config: metric, score_details: { score } }, context) => {
    const reject = (message: string): void => context.addIssue({ code: "custom", message });
    const [lowest, highest] = [toBound(metric.min_score), toBound(metric.max_score)];
    if (metric.score_type === "continuous" && (lowest === null || highest === null))
      reject("a continuous metric has min_score and max_score");
    if (lowest !== null && highest !== null && lowest > highest) reject("min_score is above max_score");
    if (score < (lowest ?? score) || score > (highest ?? score))
      reject(`the score ${score} is outside of min_score and max_score`);
  });
export type EvaluationResult = z.infer<typeof EvaluationResultSchema>;

export const ModelInfoSchema = z.object({
  name: z.string(),
  id: z.string().regex(/^[^/]+(\/[^/]+)+$/, "expected developer/model"),
  developer: z.string().optional(),
  inference_platform: z.string().optional(),
  inference_engine: z.object({ name: z.string().optional(), version: z.string().optional() }).optional(),
  additional_details: z.intersection(
    z.object({
      deployment_type: z.enum(["self_deployed", "externally_managed", "unknown"]),
      model_availability: z.enum(["open_weights", "closed_weights", "unknown"]),
    }),
    DetailsSchema,
  ),
});
export type ModelInfo = z.infer<typeof ModelInfoSchema>;

/**
 * `<uuid>.json` of Every Eval Ever 0.3.0 (evaleval/every_eval_ever, eval.schema.json), closed where that is closed, with
 * what its merge gate asks of one file beside the schema. Judges and levels, which buildoff has none of, are left out.
 */
export const AggregateSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  evaluation_id: z.string().min(1),
  evaluation_timestamp: epoch.optional(),
  retrieved_timestamp: epoch,
  source_metadata: z.object({
    source_name: z.string().optional(),
    source_type: z.enum(["documentation", "evaluation_run"]),
    source_organization_name: z.string(),
    source_organization_url: z.string().optional(),
    evaluator_relationship: z.enum(["first_party", "third_party", "collaborative", "other"]),
    additional_details: details,
  }),
  eval_library: z.object({ name: z.string(), version: z.string(), additional_details: details }),
  model_info: ModelInfoSchema,
  evaluation_results: z.array(EvaluationResultSchema).min(1),
  detailed_evaluation_results: z
    .object({
      format: z.literal("jsonl"),
      file_path: z
        .string()
        .regex(SAMPLES_PATH, "expected data/<eval>/<developer>/<model>/<uuid4>_samples.jsonl"),
      hash_algorithm: z.literal("sha256"),
      checksum: z.string().regex(/^[0-9a-f]{64}$/, "expected a sha256 in hex"),
      total_rows: z.int().min(1),
      additional_details: details,
    })
    .optional(),
});
export type Aggregate = z.infer<typeof AggregateSchema>;

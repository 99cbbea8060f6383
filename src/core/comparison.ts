import { z } from "zod";
import { EstimateSchema, IntervalSchema } from "./estimate.ts";

const count = z.int().nonnegative();
const probability = z.number().min(0).max(1).nullable();

/** Which of the two a comparison is decided by. */
export const MetricSchema = z.enum(["passRate", "score"]);
export type Metric = z.infer<typeof MetricSchema>;

const DifferenceSchema = z.strictObject({ what: z.string(), a: z.string(), b: z.string() });

/** One of the two that are compared: a configuration in a run. */
const SideSchema = z.strictObject({
  label: z.string().describe("A or B; with several configurations of one run each has a letter of its own"),
  runId: z.string(),
  configuration: z.string().describe("name; the summary has all of it"),
  key: z.string(),
  planned: count,
  finished: count.describe("the total denominator"),
  scored: count.describe("the valid denominator: infrastructure errors and cancelled trials are left out"),
  passed: count,
  cancelled: count,
  infraErrors: z.record(z.string(), count).describe("by cause"),
});
export type Side = z.infer<typeof SideSchema>;

const TaskMoveSchema = z.strictObject({
  task: z.string(),
  a: z.number().min(0).max(1).describe("pass rate or mean score of its trials"),
  b: z.number().min(0).max(1),
  scoredA: count,
  scoredB: count,
});
export type TaskMove = z.infer<typeof TaskMoveSchema>;

const MetricComparisonSchema = z.strictObject({
  a: z.number().min(0).max(1).nullable().describe("mean over the compared tasks"),
  b: z.number().min(0).max(1).nullable(),
  difference: EstimateSchema.describe("b − a"),
  pValue: probability.describe(
    "how often chance alone would show a difference as large, were there none; null where nothing can be said",
  ),
  adjustedPValue: probability.describe("after Holm, where several pairs are compared; otherwise the same"),
  test: z.string().describe("such as mcnemar-exact"),
  detectable: z
    .number()
    .nonnegative()
    .nullable()
    .describe("the smallest true difference that this design finds four times out of five"),
  rose: z.array(TaskMoveSchema).describe("the largest rise first"),
  fell: z.array(TaskMoveSchema).describe("the largest fall first"),
});
export type MetricComparison = z.infer<typeof MetricComparisonSchema>;

const MeanComparisonSchema = z.strictObject({
  tasks: count.describe("those where both are known"),
  a: z.number().nullable().describe("of a scored trial, mean over tasks"),
  b: z.number().nullable(),
  difference: z.strictObject({ value: z.number().nullable(), interval: IntervalSchema.nullable() }),
});
export type MeanComparison = z.infer<typeof MeanComparisonSchema>;

const PairSchema = z.strictObject({
  a: SideSchema,
  b: SideSchema,
  verdict: z
    .enum(["better", "worse", "no-difference-found", "nothing-to-compare"])
    .describe("of b, by the headline metric: better and worse are significant at 5 % after Holm"),
  changed: z.array(DifferenceSchema).describe("how the configurations differ: the experiment itself"),
  tasks: count.describe("that both have scores of; everything here is computed over them"),
  onlyA: z
    .array(z.string())
    .describe("tasks that only a has scores of, with the language where it has several"),
  onlyB: z.array(z.string()),
  passRate: MetricComparisonSchema,
  score: MetricComparisonSchema,
  costUsd: MeanComparisonSchema,
  tokens: MeanComparisonSchema,
  wallMs: MeanComparisonSchema,
  workingMs: MeanComparisonSchema,
});
export type Pair = z.infer<typeof PairSchema>;

/** What `buildoff compare --json` prints. */
export const ComparisonSchema = z.strictObject({
  schema: z.literal(1),
  headline: MetricSchema.describe("what the verdicts are about"),
  seed: z
    .int()
    .nonnegative()
    .describe("of every bootstrap and permutation: the same seed gives the same figures"),
  isForced: z.boolean().describe("whether unlike conditions were overruled by --force"),
  differences: z
    .array(DifferenceSchema.extend({ severity: z.enum(["refuses", "warns"]) }))
    .describe("of the conditions; those that refuse stand here only under --force"),
  left: z
    .strictObject({ a: z.array(z.string()), b: z.array(z.string()) })
    .describe("configurations that were not compared, since the other run does not have them"),
  pairs: z.array(PairSchema).min(1),
});
export type Comparison = z.infer<typeof ComparisonSchema>;

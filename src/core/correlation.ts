import { z } from "zod";
import { EstimateSchema } from "./estimate.ts";
import { MetricSchema } from "./leaderboard.ts";

const count = z.int().nonnegative();

const MeasureSchema = z.strictObject({
  kind: z.enum(["runs", "people", "judge", "table"]),
  name: z.string().describe("what sentences call it; a table by its file"),
  column: z.string().describe("what of it orders models: score, passRate, rating, or a table's own column"),
  models: count.describe("that have a figure"),
  without: z
    .array(z.strictObject({ model: z.string(), why: z.string() }))
    .describe("models that it names and has no figure of"),
  sharedPairs: count
    .nullable()
    .describe("of a judge: pairs of apps that people judged too; null of anything else"),
  isCalibrated: z.boolean().nullable().describe("of a judge: whether these are enough to say how good it is"),
});
export type CorrelationMeasure = z.infer<typeof MeasureSchema>;

const SharedModelSchema = z.strictObject({
  a: z.string().describe("its name in the first measure"),
  b: z.string().describe("its name in the second one"),
  isExact: z.boolean().describe("false: only what stands behind the last `/` of the names is the same"),
  x: z.number().describe("the first measure's figure"),
  y: z.number(),
});

const RankComparisonSchema = z.strictObject({
  a: z.string().describe("a measure, by its name"),
  b: z.string(),
  verdict: z
    .enum(["same-order", "opposite-order", "unsure", "no-order", "too-few"])
    .describe(
      "same-order and opposite-order: of five models or more, and τ's interval lies on one side of 0; no-order: one of the two is the same for all; too-few: fewer than three models",
    ),
  models: z.array(SharedModelSchema).describe("that both have a figure of, the first measure's best first"),
  onlyA: z.array(z.string()).describe("models with a figure in the first measure alone"),
  onlyB: z.array(z.string()),
  pairs: z.strictObject({
    alike: count.describe("pairs of models that both put in one order"),
    unlike: count,
    tied: count.describe("ties in one of the two alone; pairs that tie in both are none of these"),
  }),
  spearman: EstimateSchema.describe("ρ, −1..1; intervals resample models"),
  kendall: EstimateSchema.describe("τ-b, −1..1"),
  agreement: EstimateSchema.describe(
    "share of pairs in one order, 0..1; a tie in one of the two is half of one",
  ),
});
export type RankComparison = z.infer<typeof RankComparisonSchema>;

/** What `buildoff correlate --json` prints. The same files give the same bytes. */
export const CorrelationSchema = z.strictObject({
  schema: z.literal(1),
  seed: count.describe("of the resamples"),
  metric: MetricSchema.describe("what the runs are ordered by"),
  isForced: z.boolean().describe("whether unlike runs were put together by --force"),
  runs: z.array(z.string()),
  measures: z.array(MeasureSchema),
  comparisons: z.array(RankComparisonSchema).describe("of every two measures, those with the runs first"),
});
export type Correlation = z.infer<typeof CorrelationSchema>;

import { z } from "zod";
import { AxisSchema } from "./vote.ts";

const count = z.int().nonnegative();

/** What votes may depend on each other: those on the same two apps, else on one task; all of one task; none. */
export const ClusteringSchema = z.enum(["apps", "task", "vote"]);
export type Clustering = z.infer<typeof ClusteringSchema>;
export const CLUSTERINGS = ClusteringSchema.options;

const IntervalSchema = z.strictObject({
  lower: z.number(),
  upper: z.number(),
  level: z.number(),
  method: z.string(),
});

export const CovariateSchema = z.enum(["side", "length", "organisation"]);
export type Covariate = z.infer<typeof CovariateSchema>;
export const COVARIATES = CovariateSchema.options;

export const GaugeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("mean"), rating: z.number().describe("of the models here on average") }),
  z.strictObject({ kind: z.literal("anchor"), model: z.string(), rating: z.number() }),
]);

export const RatingRowSchema = z.strictObject({
  rank: z.int().positive().describe("1 and the number of models whose interval lies above this one's"),
  bestRank: z.int().positive().describe("this and worstRank hold all models' true ranks together"),
  worstRank: z.int().positive(),
  model: z.string(),
  organisation: z.string().nullable(),
  licence: z.string().nullable(),
  rating: z.number(),
  lower: z.number(),
  upper: z.number(),
  variance: z.number().nonnegative().describe("of the rating, in points²"),
  bootstrap: IntervalSchema.nullable().describe(
    "of percentiles of resampled votes; null where not asked for",
  ),
  votes: count.describe("that counted"),
  won: count.describe("more than half, on the axes that are rated"),
  lost: count,
  neither: count,
});
export type RatingRow = z.infer<typeof RatingRowSchema>;

/** What `buildoff arena rate --format json` prints. The same votes give the same bytes. */
export const RatingTableSchema = z.strictObject({
  schema: z.literal(1),
  gauge: GaugeSchema,
  raters: z.enum(["person", "model"]).describe("who voted: people and models are never mixed"),
  axes: z.array(z.strictObject({ axis: AxisSchema, weight: z.number().positive(), votes: count })),
  ranges: z.strictObject({
    method: z
      .enum(["sandwich", "clustered-sandwich"])
      .describe("plain where each vote stands for itself, and where clusters are too few for so many models"),
    by: ClusteringSchema.describe("which votes may depend on each other"),
    clusters: count.describe("groups of such votes; as many as votes where each stands for itself"),
  }),
  bootstrap: z
    .strictObject({
      resamples: count,
      lost: count.describe("those in which no chain of wins joined all models: left out of the ranges"),
    })
    .nullable()
    .describe("null where not asked for"),
  reweighted: z.boolean().describe("whether each pair's votes count as at most fifty"),
  covariates: z.array(
    z.strictObject({
      name: CovariateSchema,
      points: z.number().describe("what one unit adds to the rating of the app that has it"),
      interval: IntervalSchema,
    }),
  ),
  votes: z.strictObject({
    read: count,
    counted: count.describe("with some weight, of rated models"),
    byReason: z
      .record(z.string(), count)
      .describe("votes that count less or not at all, each with one reason"),
  }),
  suspects: z.array(
    z.strictObject({ rater: z.string(), pattern: z.string(), evidence: z.number(), votes: count }),
  ),
  agreement: z.strictObject({
    alpha: z.number().nullable().describe("Krippendorff's; null where too little was rated twice"),
    interval: IntervalSchema.nullable(),
    units: count.describe("pairs of apps that several raters judged"),
  }),
  fragility: z
    .strictObject({ votes: count, share: z.number(), first: z.string().nullable() })
    .nullable()
    .describe(
      "the fewest votes found without which another model is first; null: none within a tenth of them",
    ),
  unrated: z.array(
    z.strictObject({
      model: z.string(),
      why: z.string(),
      votes: count.describe("of some weight that compare it, of which no rating comes"),
    }),
  ),
  rows: z.array(RatingRowSchema),
});
export type RatingTable = z.infer<typeof RatingTableSchema>;

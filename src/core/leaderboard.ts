import { z } from "zod";
import { ConfigurationSchema } from "./configuration.ts";
import { EstimateSchema } from "./estimate.ts";
import { ExpenseSchema, PassAtSchema } from "./summary.ts";

const count = z.int().nonnegative();
const at = z.iso.datetime();

/** What a leaderboard can be sorted and ranked by. */
export const MetricSchema = z.enum(["score", "passRate"]);
export type Metric = z.infer<typeof MetricSchema>;

/** Of configurations. The organisation's region and the endpoint's are two things, and a rater's would be a third. */
export const ModelFacetSchema = z.enum([
  "organisation",
  "organisationRegion",
  "endpointRegion",
  "licence",
  "availability",
  "size",
  "agent",
]);
export type ModelFacet = z.infer<typeof ModelFacetSchema>;

export const TaskFacetSchema = z.enum(["category", "difficulty", "locale", "stack", "language"]);
export type TaskFacet = z.infer<typeof TaskFacetSchema>;

/** A part of the leaderboard: one of the values of each must fit. */
export const BoardSliceSchema = z.strictObject({
  by: z.union([ModelFacetSchema, TaskFacetSchema]),
  values: z.array(z.string()).min(1),
});
export type BoardSlice = z.infer<typeof BoardSliceSchema>;

export const PlacingSchema = z.strictObject({
  among: z.enum(["overall", "publicly-available", "organisation-region", "slice"]),
  value: z.string().nullable().describe("which region or slice"),
  rank: z.int().positive(),
  of: z.int().positive().describe("how many were ranked"),
  isShared: z.boolean().describe("whether others have the same rank"),
});
export type Placing = z.infer<typeof PlacingSchema>;

const rank = z.int().positive().nullable();

/** What votes come to for a row. */
const RowRatingSchema = z.strictObject({
  model: z.string().describe("its name in the votes"),
  isExact: z.boolean().describe("false: only what stands behind the last `/` of the names is the same"),
  rank: z.int().positive().describe("among all that the votes rate, whatever is shown"),
  rating: z.number(),
  lower: z.number(),
  upper: z.number(),
  votes: count,
});
export type RowRating = z.infer<typeof RowRatingSchema>;

export const BoardRowSchema = z.strictObject({
  rank: rank.describe(
    "in this table: 1 and the number of configurations whose interval lies above this one's; null where it is not ranked",
  ),
  overallRank: rank.describe("among all configurations, on all tasks"),
  unranked: z
    .enum(["no-model", "not-scored", "no-interval"])
    .nullable()
    .describe(
      "why it has no rank in this table: no model worked, nothing was scored, or one task tells too little",
    ),
  isOnParetoFront: z
    .boolean()
    .describe("no other row costs as little and scores as much, one of the two being better"),
  label: z.string().describe("the configuration's name, with what sets it apart from others of that name"),
  configuration: ConfigurationSchema,
  suite: z.strictObject({ name: z.string(), version: z.string(), hash: z.string() }),
  score: EstimateSchema,
  passRate: EstimateSchema,
  passAt: PassAtSchema.nullable().describe("null where no task has so many scored attempts"),
  perTrial: ExpenseSchema.describe("over the scored trials; times are null where a run was rescored"),
  costPerPassedUsd: z
    .number()
    .nonnegative()
    .nullable()
    .describe(
      "what all trials cost, failed ones too, by those that passed; on a slice of tasks, all scored trials",
    ),
  tasks: count.describe("with a scored trial"),
  scored: count.describe("the valid denominator"),
  trials: count.describe("the total denominator: all that ended"),
  passed: count,
  infraErrors: count.describe("trials that were lost to the infrastructure, and count against nobody"),
  runs: z.array(z.string()).describe("the runs that were put together"),
  firstRunAt: at,
  lastRunAt: at,
  buildoff: z.array(z.string()).describe("versions of the harness"),
  placings: z.array(PlacingSchema),
  rating: RowRatingSchema.nullable()
    .optional()
    .describe("of people's votes; null where they do not rate it. Only with --votes"),
  judgeRating: RowRatingSchema.nullable()
    .optional()
    .describe("of a judge's votes, which are never mixed with people's. Only with --judge-votes"),
});
export type BoardRow = z.infer<typeof BoardRowSchema>;

/** What is not the same in two of the runs, as `buildoff compare` would say it. */
const BoardDifferenceSchema = z.strictObject({
  between: z.tuple([z.string(), z.string()]),
  what: z.string(),
  a: z.string(),
  b: z.string(),
  severity: z.enum(["refuses", "warns"]),
});
export type BoardDifference = z.infer<typeof BoardDifferenceSchema>;

const BoardRunSchema = z.strictObject({
  runId: z.string(),
  derivedFrom: z.string().nullable(),
  startedAt: at,
  finishedAt: at.nullable(),
  buildoff: z.string(),
  planned: count,
  finished: count,
  infraErrors: count,
  sha256: z.string().describe("of its summary.json"),
});
export type BoardRun = z.infer<typeof BoardRunSchema>;

/** A run that exists and has some of the same configurations, and yet is no part of the leaderboard. */
const LeftOutSchema = z.strictObject({
  runId: z.string(),
  startedAt: at.nullable().describe("null where it is not known"),
  kind: z
    .enum(["run", "derived", "shard"])
    .describe("derived: it grades another run's workspaces again; shard: it is a part of a plan"),
  derivedFrom: z.string().nullable(),
  state: z
    .enum(["whole", "partial", "unfinished", "unreadable"])
    .describe("partial: it ended before every trial had a result; unfinished: it never came to its end"),
  isGone: z.boolean().describe("whether the ledger knows it, and its folder is no longer there"),
  configurations: z.array(z.string()).describe("those that the leaderboard has too, by name"),
});
export type LeftOut = z.infer<typeof LeftOutSchema>;

/** What the ratings beside the scores are made of. */
const BoardRatingsSchema = z.strictObject({
  votes: z.strictObject({ read: count, counted: count }),
  rated: count.describe("how many models they rate"),
  unrated: z.array(z.strictObject({ label: z.string(), why: z.string() })).describe("rows without a rating"),
});
export type BoardRatings = z.infer<typeof BoardRatingsSchema>;

const JudgeRatingsSchema = BoardRatingsSchema.extend({
  sharedPairs: count.describe("pairs of apps that the judge and people judged"),
  isCalibrated: z.boolean().describe("whether these are enough to say how good the judge is"),
});

/** What `buildoff leaderboard --format json` prints. The same runs give the same bytes. */
export const LeaderboardSchema = z.strictObject({
  schema: z.literal(1),
  metric: MetricSchema.describe("what ranks"),
  k: z.int().positive().nullable().describe("of pass@k and pass^k; null where there is no scored trial"),
  slices: z.array(BoardSliceSchema).describe("each must fit; empty: everything"),
  onlyFront: z.boolean().describe("whether rows beside the Pareto front were left out"),
  isForced: z.boolean().describe("whether unlike runs were put beside each other by --force"),
  differences: z.array(BoardDifferenceSchema),
  runs: z.array(BoardRunSchema),
  leftOut: z.array(LeftOutSchema),
  ratings: BoardRatingsSchema.optional().describe("of people's votes; only with --votes"),
  judgeRatings: JudgeRatingsSchema.optional().describe("only with --judge-votes"),
  rows: z.array(BoardRowSchema),
});
export type Leaderboard = z.infer<typeof LeaderboardSchema>;

import { z } from "zod";
import { ConfigurationSchema } from "./configuration.ts";
import { EstimateSchema } from "./estimate.ts";
import { LimitsSchema } from "./limits.ts";
import { RunIdSchema, ShardSchema } from "./manifest.ts";
import { UsageSchema } from "./usage.ts";

const count = z.int().nonnegative();
const mean = z.number().nonnegative().nullable();

/** What one trial took on average; null where nothing is known. */
export const ExpenseSchema = z.strictObject({
  costUsd: mean,
  tokens: mean.describe("input and output"),
  wallMs: mean.describe("grading and waiting included"),
  workingMs: mean.describe("time of the agent, without waiting for a busy provider"),
});
export type Expense = z.infer<typeof ExpenseSchema>;

/**
 * All trials of one configuration on one task in one language: what every statistic is made of. The unit of inference is
 * the task; its trials are nested in it.
 */
export const TaskTallySchema = z.strictObject({
  task: z.string(),
  language: z.string(),
  trials: count,
  scored: count,
  passed: count,
  infraErrors: count,
  scoreMean: z.number().min(0).max(1).nullable().describe("over the scored trials; null where there is none"),
  scoreVariance: z.number().nonnegative().nullable().describe("unbiased; null below two scored trials"),
  perTrial: ExpenseSchema.describe("over the scored trials"),
});
export type TaskTally = z.infer<typeof TaskTallySchema>;

/** pass@k: at least one of k attempts passes; pass^k: all of k attempts pass. Averaged over tasks. */
export const PassAtSchema = z.strictObject({
  k: z.int().positive(),
  anyOf: z.number().min(0).max(1).describe("pass@k"),
  allOf: z.number().min(0).max(1).describe("pass^k"),
  tasks: count.describe("those with at least k scored attempts"),
});

/** What a task is sliced by. */
export const TaskFacetsSchema = z.strictObject({
  category: z.string(),
  difficulty: z.string(),
  locale: z.string(),
  stack: z.string(),
});
export type TaskFacets = z.infer<typeof TaskFacetsSchema>;

const SliceSchema = z.strictObject({
  by: z.enum(["category", "difficulty", "locale", "stack", "language"]),
  value: z.string(),
  tasks: count,
  scored: count,
  passed: count,
  passRate: EstimateSchema,
  score: EstimateSchema,
});

/** What had been reached after so much of an agent's time. */
const CheckpointSummarySchema = z.strictObject({
  label: z.string(),
  tasks: count,
  trials: count,
  agentMs: z.number().nonnegative().describe("mean"),
  costUsd: mean.describe("mean, up to then"),
  passRate: EstimateSchema,
  score: EstimateSchema,
});

/** One configuration's results in a run. */
export const GroupSchema = z.strictObject({
  configuration: ConfigurationSchema,
  planned: count,
  finished: count.describe("the total denominator"),
  scored: count.describe("the valid denominator: infrastructure errors and cancelled trials are left out"),
  passed: count,
  cancelled: count,
  infraErrors: z.record(z.string(), count).describe("by cause"),
  limits: z.record(z.string(), count).describe("trials that a limit ended, by limit"),
  passRate: EstimateSchema,
  score: EstimateSchema,
  passAt: z.array(PassAtSchema),
  variance: z.strictObject({
    betweenTasks: z.number().nonnegative().nullable(),
    withinTasks: z.number().nonnegative().nullable().describe("between the attempts at one task"),
    rescoring: z
      .number()
      .nonnegative()
      .nullable()
      .describe("between two gradings of one workspace; known in a run that `rescore` made"),
  }),
  usage: UsageSchema.describe("of all trials"),
  perTrial: ExpenseSchema.describe("over the scored trials"),
  perPassed: ExpenseSchema.describe("what all trials took, failed ones too, by the trials that passed"),
  quality: z
    .record(z.string(), z.strictObject({ mean: z.number(), trials: count }))
    .describe("metrics that stand beside the score"),
  slices: z.array(SliceSchema),
  checkpoints: z.array(CheckpointSummarySchema).describe("in the order of their time"),
  tasks: z.array(TaskTallySchema),
});
export type Group = z.infer<typeof GroupSchema>;

/** What two runs must have in common to be compared. */
export const ConditionsSchema = z.strictObject({
  suite: z.strictObject({ name: z.string(), version: z.string(), hash: z.string() }),
  tasks: z.record(z.string(), z.string()).describe("hash by task"),
  limits: z.record(z.string(), LimitsSchema).describe("as enforced, by task"),
  seeds: z.array(z.int()),
  sandbox: z.string(),
  images: z.record(z.string(), z.string()).describe("tag by role: the hash of its recipe"),
  versions: z.record(z.string(), z.string()).describe("of what stands in the images"),
  judge: z.null().describe("no model judges"),
});
export type Conditions = z.infer<typeof ConditionsSchema>;

/** `summary.json`. The same trials give the same bytes, times aside. */
export const SummarySchema = z.strictObject({
  schema: z.literal(1),
  runId: RunIdSchema,
  buildoff: z.string(),
  derivedFrom: z.string().nullable(),
  shard: ShardSchema.nullable().describe("null: the whole plan"),
  headline: z.enum(["score", "passRate"]).describe("the suite's metric that stands first"),
  conditions: ConditionsSchema,
  facets: z.record(z.string(), TaskFacetsSchema).describe("by task, for slices of several runs together"),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable().describe("null while trials are missing"),
  planned: count,
  finished: count,
  scored: count,
  passed: count,
  infraErrors: count,
  cancelled: count,
  meanScore: z.number().min(0).max(1).nullable().describe("over all scored trials"),
  usage: UsageSchema,
  groups: z.array(GroupSchema),
});
export type Summary = z.infer<typeof SummarySchema>;

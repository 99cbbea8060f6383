import { z } from "zod";
import { MetricSchema } from "./comparison.ts";

const count = z.int().nonnegative();
const known = z.number().nonnegative().nullable();

/** Where a figure was taken from: past runs of the same suite. */
const PastSourceSchema = z.strictObject({
  likeness: z
    .enum(["configuration", "model", "any"])
    .describe(
      "how like the past runs are: the same configuration, the same model (or agent without one), or any other",
    ),
  runs: z.array(z.string()).min(1),
  trials: count.describe("scored ones"),
});
export type PastSource = z.infer<typeof PastSourceSchema>;

const PlannedExpenseSchema = z.strictObject({
  configuration: z.string(),
  trials: count,
  costUsd: known.describe("of all its trials; null where no past run tells"),
  wallMs: known.describe("of all its trials, one after the other"),
  source: PastSourceSchema.nullable(),
});
export type PlannedExpense = z.infer<typeof PlannedExpenseSchema>;

const VarianceSourceSchema = z.strictObject({
  within: z.number().nonnegative().describe("between attempts of one configuration at one task"),
  interaction: z
    .number()
    .nonnegative()
    .describe("of how differently two configurations find a task hard, beyond the luck of attempts"),
  runs: z.array(z.string()).describe("that it was measured in; empty where it is an assumption"),
});
export type VarianceSource = z.infer<typeof VarianceSourceSchema>;

const RowSchema = z.strictObject({
  attempts: z.int().positive(),
  trials: count.describe("of all configurations"),
  detectable: known.describe(
    "share of 1: the smallest difference that is found four times out of five; null where no difference is",
  ),
  costUsd: known,
  wallMs: known.describe("at the plan's concurrency"),
});

/** What `buildoff plan --json` prints. */
export const PowerPlanSchema = z.strictObject({
  schema: z.literal(1),
  suite: z.strictObject({ name: z.string(), version: z.string(), hash: z.string() }),
  metric: MetricSchema,
  tasks: count,
  cells: z
    .number()
    .positive()
    .describe("languages and seeds of a task, on average; each is attempted as often"),
  attempts: z.int().positive(),
  trials: count,
  concurrency: z.int().positive(),
  configurations: z.array(PlannedExpenseSchema),
  costUsd: known.describe("null where one configuration's is not known"),
  wallMs: known.describe("at the plan's concurrency, without making images"),
  variance: VarianceSourceSchema,
  rows: z.array(RowSchema).describe("the plan's own number of attempts, and others beside it"),
  asked: z
    .strictObject({
      difference: z.number().positive(),
      attempts: z.int().positive().nullable().describe("that find it with these tasks; null: no number does"),
      tasks: z.int().positive().describe("that find it with the plan's attempts"),
    })
    .nullable(),
});
export type PowerPlan = z.infer<typeof PowerPlanSchema>;

import { z } from "zod";
import { ConfigurationSchema } from "./configuration.ts";
import { ConditionsSchema, TaskTallySchema } from "./summary.ts";

const at = z.iso.datetime();

/** `baseline.json`: what later runs of the same configurations are held against. Small, and meant to be committed. */
export const BaselineSchema = z.strictObject({
  schema: z.literal(1),
  createdAt: at,
  runs: z.array(z.string()).min(1).describe("ids of the runs that it was made of"),
  headline: z.enum(["score", "passRate"]),
  conditions: ConditionsSchema,
  configurations: z
    .array(z.strictObject({ configuration: ConfigurationSchema, tasks: z.array(TaskTallySchema) }))
    .min(1),
});
export type Baseline = z.infer<typeof BaselineSchema>;

/** One line of a history file: what one night adds to what the gate knows. */
export const NightSchema = z.strictObject({
  schema: z.literal(1),
  runId: z.string(),
  startedAt: at,
  baseline: z.string().describe("sha256 of the baseline that it was held against"),
  restarts: z.boolean().describe("whether the nights before it are no longer looked at"),
  configurations: z.array(
    z.strictObject({ key: z.string(), name: z.string(), tasks: z.array(TaskTallySchema) }),
  ),
});
export type Night = z.infer<typeof NightSchema>;

/** `quarantine.yaml`: tasks that are known to be flaky, each until a date. */
export const QuarantineSchema = z.strictObject({
  schema: z.literal(1),
  tasks: z.array(
    z.strictObject({
      task: z.string().min(1),
      until: z.iso.date().describe("the last day on which it is left out, such as 2027-01-31"),
      reason: z.string().min(1),
    }),
  ),
});
export type Quarantine = z.infer<typeof QuarantineSchema>;

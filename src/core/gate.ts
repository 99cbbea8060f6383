import { z } from "zod";

const metric = z.enum(["score", "passRate"]);

/** What a run may not exceed, or must reach, whatever the baseline says. */
const ThresholdSchema = z.strictObject({
  name: z.enum(["score", "cost", "latency"]),
  limit: z.number().describe("share of 1, US dollars a trial, or ms of the agent's work a trial"),
  value: z.number().nullable().describe("null where it is not known, which does not meet the threshold"),
  isMet: z.boolean(),
});
export type ThresholdResult = z.infer<typeof ThresholdSchema>;

/** How one configuration stands against its baseline. Differences are shares of 1; a drop is negative. */
const GateEntrySchema = z.strictObject({
  configuration: z.string(),
  verdict: z.enum(["pass", "fail", "inconclusive"]),
  difference: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  nights: z.int().nonnegative().describe("since the baseline, or since the history began anew"),
  sinceNight: z.int().nonnegative().describe("the first of the nights that decided"),
  tasks: z.int().nonnegative(),
  detectable: z
    .strictObject({ tonight: z.number(), withinThreeNights: z.number() })
    .nullable()
    .describe("the drop that would be seen with a probability of 80 %"),
  thresholds: z.array(ThresholdSchema),
  method: z.string().nullable(),
});
export type GateEntry = z.infer<typeof GateEntrySchema>;

/** What `buildoff gate --json` prints. */
export const GateReportSchema = z.strictObject({
  schema: z.literal(1),
  runId: z.string(),
  verdict: z
    .enum(["pass", "fail", "inconclusive", "invalid"])
    .describe("invalid: too many infrastructure errors, or an unfinished run, which says nothing of a model"),
  reason: z.string(),
  metric,
  margin: z.number(),
  alpha: z.number().describe("of all configurations together, over all nights"),
  infraErrors: z.strictObject({ count: z.int(), planned: z.int(), mostShare: z.number().nullable() }),
  quarantined: z.array(z.strictObject({ task: z.string(), until: z.string(), reason: z.string() })),
  expired: z
    .array(z.strictObject({ task: z.string(), until: z.string(), reason: z.string() }))
    .describe("no longer left out"),
  warnings: z.array(z.string()),
  configurations: z.array(GateEntrySchema),
});
export type GateReport = z.infer<typeof GateReportSchema>;

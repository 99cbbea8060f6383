import { z } from "zod";

/** Where the true value lies, with a probability of `level` over repetitions of the whole experiment. */
export const IntervalSchema = z.strictObject({
  lower: z.number(),
  upper: z.number(),
  level: z.number().gt(0).lt(1),
  method: z
    .string()
    .describe(
      "such as wilson-jeffreys, wilson-clustered, wilson-task-means; docs/statistics.md explains each",
    ),
});

/** A figure with how sure it is. The interval is null where nothing can be said, never of zero width. */
export const EstimateSchema = z.strictObject({
  value: z.number().nullable().describe("null where nothing was scored"),
  interval: IntervalSchema.nullable(),
});
export type Estimate = z.infer<typeof EstimateSchema>;

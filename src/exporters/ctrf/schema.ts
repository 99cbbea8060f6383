import { z } from "zod";

const count = z.int().nonnegative();
const time = z.int();
const extra = z.record(z.string(), z.unknown()).optional();
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const CtrfTestSchema = z.strictObject({
  testId: z.string().min(1).optional(),
  name: z.string().min(1),
  status: z.enum(["passed", "failed", "skipped", "pending", "other"]),
  duration: count,
  suite: z.array(z.string()).min(1).optional(),
  message: z.string().optional(),
  trace: z.string().optional(),
  rawStatus: z.string().optional(),
  labels: z.record(z.string(), z.union([scalar, z.array(scalar).min(1)])).optional(),
  type: z.string().optional(),
  extra,
});
export type CtrfTest = z.infer<typeof CtrfTestSchema>;
export type CtrfStatus = CtrfTest["status"];

export const CtrfSummarySchema = z
  .strictObject({
    tests: count,
    passed: count,
    failed: count,
    pending: count,
    skipped: count,
    other: count,
    suites: count.optional(),
    start: time,
    stop: time,
    duration: count.optional(),
    extra,
  })
  .refine(
    ({ tests, passed, failed, pending, skipped, other }) =>
      tests === passed + failed + pending + skipped + other,
    "tests is not the sum of what they came to",
  )
  .refine(({ start, stop }) => stop >= start, "stop is before start");
export type CtrfSummary = z.infer<typeof CtrfSummarySchema>;

/** Everything but the tests and their summary, which are written as they come. */
export const CtrfHeadSchema = z.strictObject({
  reportFormat: z.literal("CTRF"),
  specVersion: z.string().regex(/^\d+\.\d+\.\d+$/),
  reportId: z.uuid().optional(),
  runId: z.string().min(1).optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  generatedBy: z.string().optional(),
});

export const CtrfResultsHeadSchema = z.strictObject({
  tool: z.strictObject({ name: z.string().min(1), version: z.string().optional(), extra }),
  environment: z
    .strictObject({
      reportName: z.string().optional(),
      testEnvironment: z.string().optional(),
      shardId: z.string().min(1).optional(),
      healthy: z.boolean().optional(),
      extra,
    })
    .optional(),
});

/** A report in the Common Test Report Format, closed at every level but `extra`: what of it buildoff can fill. */
export const CtrfReportSchema = CtrfHeadSchema.extend({
  results: CtrfResultsHeadSchema.extend({
    tests: z.array(CtrfTestSchema),
    summary: CtrfSummarySchema,
  }).superRefine(({ tests, summary }, context) => {
    if (summary.tests !== tests.length)
      context.addIssue({ code: "custom", path: ["summary", "tests"], message: `there are ${tests.length}` });
    for (const status of CtrfTestSchema.shape.status.options) {
      const found = tests.filter((test) => test.status === status).length;
      if (summary[status] !== found)
        context.addIssue({ code: "custom", path: ["summary", status], message: `there are ${found}` });
    }
  }),
});

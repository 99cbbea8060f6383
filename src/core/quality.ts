import { z } from "zod";

/** No page that is looked at for seconds has more of anything; what claims more is not believed. */
const count = z.int().min(0).max(1_000_000);
const moment = z.number().min(0).max(60_000).nullable();

/** Headers that keep a page's visitors safe; which of them an app sends is one of the quality metrics. */
export const SECURITY_HEADERS = [
  "content-security-policy",
  "x-content-type-options",
  "referrer-policy",
  "permissions-policy",
  "x-frame-options",
] as const;

/**
 * How well the app is made beside what its brief asks for: measured once on its first page, after the checks, up to half a
 * second without a request. Timings are the machine's too. It stands beside the score and is never a part of it.
 */
export const QualitySchema = z.strictObject({
  accessibilityViolations: count
    .nullable()
    .describe(
      "rules of axe-core, of whatever impact, that the page breaks; null where the page is too large for it",
    ),
  consoleErrors: count.describe("console errors and uncaught exceptions"),
  consoleWarnings: count,
  failedRequests: count.describe(
    "requests that failed, or were answered with a status of 400 and above; not those that the page itself gave up",
  ),
  requests: count.describe("those of the page and its frames; favicon and data: aside, each redirect counts"),
  transferBytes: z
    .int()
    .min(0)
    .max(10_000_000_000)
    .describe("bodies of all answers that ended, as the browser received them: compressed where they were"),
  domNodes: count.describe("elements of the document; frames and shadow trees aside"),
  firstContentfulPaintMs: moment.describe("null where nothing was painted"),
  largestContentfulPaintMs: moment.describe("null where nothing was painted"),
  cumulativeLayoutShift: z
    .number()
    .min(0)
    .max(1_000)
    .nullable()
    .describe("the worst window of shifts, at most 5 s long with gaps below 1 s (web.dev/cls)"),
  securityHeaders: z
    .int()
    .min(0)
    .max(SECURITY_HEADERS.length)
    .describe(`of ${SECURITY_HEADERS.join(", ")}: how many came with the page`),
});
export type Quality = z.infer<typeof QualitySchema>;
export type QualityMetric = keyof Quality;

import { z } from "zod";

/** One task x language x seed x agent x model x attempt. */
export const TrialSpecSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/)
    .describe("readable, unique in its run, safe as a file name"),
  fingerprint: z
    .string()
    .describe("sha256 of everything that makes two trials the same experiment, attempt excluded"),
  suite: z.string(),
  task: z.string(),
  language: z.string(),
  seed: z.int().nonnegative(),
  agent: z.string(),
  model: z.string().nullable(),
  attempt: z.int().positive(),
});
export type TrialSpec = z.infer<typeof TrialSpecSchema>;

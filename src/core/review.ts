import { z } from "zod";
import { SlugSchema } from "./check.ts";
import { TrialSpecSchema } from "./trial.ts";

/** Characters of a note: what is longer belongs into an issue. */
export const LONGEST_NOTE = 4_000;

/** Characters of a reviewer's name. */
export const LONGEST_REVIEWER = 200;

/** Who reviews, as people name themselves; it is shown and never looked up. */
export const ReviewerSchema = z.string().trim().min(1).max(LONGEST_REVIEWER);

/** What a reviewer has to say in words. */
export const ReviewNoteSchema = z.string().trim().min(1).max(LONGEST_NOTE);

/**
 * One line of a run's `reviews.jsonl`: what a person thinks of what the machine said. It stands beside the verdict, and changes
 * nothing of it: no score, no figure and no seal.
 */
export const ReviewSchema = z
  .strictObject({
    schema: z.literal(1),
    at: z.iso.datetime(),
    reviewer: ReviewerSchema,
    trialId: TrialSpecSchema.shape.id,
    check: SlugSchema.nullable().describe("null: the trial as a whole"),
    opinion: z.enum(["agree", "disagree"]).nullable().describe("with the machine; null: only a note"),
    note: ReviewNoteSchema.nullable(),
    machine: z
      .strictObject({
        passed: z.boolean().nullable(),
        score: z.number().min(0).max(1).nullable(),
      })
      .describe("what it said at that time, of the check or of the trial; null where it could not score it"),
    workspace: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .describe("sha256 of what was looked at; null where nothing could be collected"),
  })
  .refine(({ opinion, note }) => opinion !== null || note !== null, "expected an opinion or a note");
export type Review = z.infer<typeof ReviewSchema>;

import { z } from "zod";
import { SlugSchema } from "./check.ts";
import { type Stack, StackDefaultsSchema } from "./stack.ts";
import type { Task } from "./task.ts";

const SuiteStackSchema = StackDefaultsSchema.extend({
  dockerfile: z.string().min(1).describe("path below the suite's folder; starts FROM the argument BASE"),
});

/** `suite.yaml`: what stands beside the folders of its tasks. */
export const SuiteFileSchema = z.strictObject({
  schema: z.literal(1),
  name: SlugSchema,
  title: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, "expected a semantic version such as 1.0.0"),
  licence: z.string().min(1).describe("SPDX expression of the tasks' licence"),
  canary: z.string().min(16).describe("a string that must never occur in training data"),
  headline: z.enum(["score", "passRate"]).default("passRate").describe("the metric that stands first"),
  errata: z
    .array(z.strictObject({ version: z.string(), task: SlugSchema, note: z.string() }))
    .default([])
    .describe("what was wrong in earlier versions"),
  private: z
    .string()
    .min(1)
    .optional()
    .describe("folder whose checks, solutions and proofs are laid over this one's; relative to it"),
  stacks: z.record(SlugSchema, SuiteStackSchema).default({}).describe("stacks that this suite brings"),
});
export type SuiteFile = z.infer<typeof SuiteFileSchema>;

export const TASK_FILE = "task.yaml";
/** The list of checks, where it does not stand in task.yaml: beside it, or in the suite's private folder. */
export const CHECKS_FILE = "checks.yaml";

/** A task with where it lives and what it hashes to. */
export interface LoadedTask {
  readonly task: Task;
  /** Absolute folder of its task.yaml. */
  readonly folder: string;
  /** All folders that it is made of, absolute: its own, and what the suite's private folder lays over it. */
  readonly layers: readonly string[];
  readonly stack: Stack;
  /** sha256 over task.yaml, every file that a trial or its grading reads, and the stack's commands and preamble. */
  readonly hash: string;
  /** The document before `{{vars}}` were filled in, as YAML gave it. */
  readonly raw: unknown;
}

export interface LoadedSuite {
  readonly file: SuiteFile;
  readonly folder: string;
  /** sha256 over suite.yaml and the hashes of all its tasks. */
  readonly hash: string;
  readonly tasks: readonly LoadedTask[];
}

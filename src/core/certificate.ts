import { z } from "zod";
import { SlugSchema } from "./check.ts";

const hash = z.string();

/** The parts of a task's proof. `empty`: a workspace without a file; `untouched`: as the agent finds it. */
export const ExhibitKindSchema = z.enum(["solution", "alternative", "empty", "untouched", "mutant", "cheat"]);
export type ExhibitKind = z.infer<typeof ExhibitKindSchema>;

/** One workspace of a task's proof, and how it was graded. Times in ms. */
export const ExhibitRecordSchema = z.strictObject({
  kind: ExhibitKindSchema,
  name: z
    .string()
    .describe("solution, alternatives/<slug>, mutants/<check>.<slug>, cheats/<slug>, pack/<slug> …"),
  turn: z.int().positive(),
  seed: z.int().nonnegative(),
  repeat: z.int().positive().describe("counts from 1; the solution is graded several times"),
  key: hash.describe(
    "sha256 over all that the grade follows from; with the same key it need not be graded again",
  ),
  failedPhase: z.enum(["build", "serve", "check"]).nullable(),
  passed: z.array(SlugSchema).describe("checks that passed, of those asked"),
  failed: z
    .array(z.strictObject({ check: SlugSchema, message: z.string() }))
    .describe("checks that failed, of those asked"),
  verdictHash: hash.describe("sha256 of the verdicts and their evidence: the same for the same workspace"),
  times: z.strictObject({
    build: z.number().nonnegative().nullable(),
    serve: z.number().nonnegative().nullable(),
    checks: z.record(SlugSchema, z.number().nonnegative()),
  }),
  size: z.strictObject({ files: z.int().nonnegative(), bytes: z.int().nonnegative() }),
});
export type ExhibitRecord = z.infer<typeof ExhibitRecordSchema>;

export const FindingCodeSchema = z.enum([
  "blank",
  "no-solution",
  "no-alternative",
  "unknown-check",
  "deletes-nothing",
  "solution-fails",
  "alternative-fails",
  "passes-empty",
  "passes-untouched",
  "mutant-survives",
  "undemanding",
  "cheat-passes",
  "flaky",
  "leak",
  "unstated",
  "tight-limit",
  "not-graded",
]);

/** One reason why a task is not admitted. */
export const AdmissionFindingSchema = z.strictObject({
  code: FindingCodeSchema,
  subject: z.string().describe("the check, exhibit, file or limit that it is about"),
  message: z.string().describe("what is wrong and what to do"),
});
export type AdmissionFinding = z.infer<typeof AdmissionFindingSchema>;

/** `certificates/<task>.json` beside a suite: what `buildoff check` found of one task. */
export const CertificateSchema = z.strictObject({
  schema: z.literal(1),
  suite: z.string(),
  task: SlugSchema,
  taskHash: hash.describe("the task as it was proved: the same hash stands in the manifest of a run"),
  buildoff: z.string().describe("version of the harness"),
  status: z.enum(["admitted", "refused", "unfinished"]),
  sandbox: z.strictObject({ provider: z.string(), versions: z.record(z.string(), z.string()) }),
  findings: z.array(AdmissionFindingSchema),
  exhibits: z.array(ExhibitRecordSchema),
});
export type Certificate = z.infer<typeof CertificateSchema>;

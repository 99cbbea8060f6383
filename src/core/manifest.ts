import { z } from "zod";
import { GenerationSchema } from "./identity.ts";
import { LimitsSchema } from "./limits.ts";
import { TrialSpecSchema } from "./trial.ts";

const hash = z.string();

/** `manifest.json`: what was asked and what is enforced. Written once, before the first trial; never changed. */
export const ManifestSchema = z.strictObject({
  schema: z.literal(1),
  runId: z.string().regex(/^(?!\.{1,2}$)[^/\\\0]+$/, "expected the name of a folder"),
  derivedFrom: z.string().nullable().describe("the run whose frozen workspaces this one grades again"),
  createdAt: z.iso.datetime(),
  buildoff: z.string().describe("version of the harness"),
  suite: z.strictObject({
    name: z.string(),
    version: z.string(),
    hash,
    folder: z.string().describe("where it was read from; `resume` and `rescore` look there again"),
    headline: z.enum(["score", "passRate"]),
  }),
  tasks: z.array(
    z.strictObject({ id: z.string(), title: z.string(), hash, promptHash: z.record(z.string(), hash) }),
  ),
  sandbox: z.strictObject({
    provider: z.string(),
    unsafeLocal: z.boolean(),
    runtime: z.string().nullable(),
    images: z.record(z.string(), z.strictObject({ tag: z.string(), digest: z.string() })),
    versions: z.record(z.string(), z.string()),
    warnings: z.array(z.string()),
    unenforcedLimits: z.array(z.string()).describe("limits that this sandbox cannot keep"),
  }),
  agents: z.array(
    z.strictObject({
      name: z.string(),
      version: z.string().nullable(),
      settings: z.record(z.string(), z.string().nullable()),
    }),
  ),
  models: z.array(
    z.strictObject({
      name: z.string(),
      baseUrl: z.string(),
      region: z.string().nullable(),
      keyEnv: z.string().nullable().describe("name of the environment variable; the key itself is nowhere"),
      generation: GenerationSchema,
      priceSource: z.string().nullable(),
    }),
  ),
  concurrency: z.int().positive(),
  maxTries: z.int().positive(),
  maxCostUsd: z.number().positive().nullable(),
  limits: z.strictObject({
    asked: z.record(z.string(), z.unknown()),
    enforced: z.record(z.string(), LimitsSchema).describe("by task"),
  }),
  trials: z.array(TrialSpecSchema),
});
export type Manifest = z.infer<typeof ManifestSchema>;

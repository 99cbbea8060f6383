import { z } from "zod";
import { AgentSettingsSchema } from "./agent-settings.ts";
import { GenerationSchema, ModelFactsSchema } from "./identity.ts";
import { LimitsSchema } from "./limits.ts";
import { ModelMetadataSchema } from "./models-file.ts";
import { ProtocolSchema } from "./protocol.ts";
import { StoredModelEntrySchema } from "./run-config.ts";
import { TrialSpecSchema } from "./trial.ts";

const hash = z.string();

/** A run's name, which is its folder's. */
export const RunIdSchema = z.string().regex(/^(?!\.{1,2}$)[^/\\\0]+$/, "expected the name of a folder");

/** A part of a plan: every `of`-th trial, from the `index`-th on. `merge` puts the parts together. */
export const ShardSchema = z.strictObject({
  index: z.int().positive(),
  of: z.int().min(2),
  plan: hash.describe(
    "sha256 of all trials of the plan: shards with the same one are parts of the same whole",
  ),
});
export type Shard = z.infer<typeof ShardSchema>;

/** A part of a plan that is yet to be made. */
export type ShardChoice = Pick<Shard, "index" | "of">;

/** `manifest.json`: what was asked and what is enforced. Written once, before the first trial; never changed. */
export const ManifestSchema = z.strictObject({
  schema: z.literal(1),
  runId: RunIdSchema,
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
    z.strictObject({
      id: z.string(),
      title: z.string(),
      category: z.string(),
      difficulty: z.string(),
      locale: z.string(),
      stack: z.string(),
      hash,
      promptHash: z.record(z.string(), hash),
      app: z
        .strictObject({
          servesFiles: z.boolean().describe("whether the app is nothing but files"),
          isBuilt: z.boolean(),
          root: z.string().describe("what is served, below the workspace"),
        })
        .default({ servesFiles: false, isBuilt: false, root: "." }),
    }),
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
      name: z.string().describe("as trials name it: its label, or the agent's own name"),
      agent: z.string(),
      version: z.string().nullable(),
      settings: AgentSettingsSchema,
      dockerfile: z.string().nullable().describe("of the user's own image; its hash is in the settings"),
    }),
  ),
  modelsFiles: z
    .array(z.strictObject({ file: z.string(), hash }))
    .describe("the user's own, laid over buildoff's"),
  network: z.strictObject({
    allowHosts: z.array(z.string()).nullable().describe("the only hosts that the run may reach; null: any"),
    proxy: z.string().nullable().describe("host of the proxy for https"),
    caFile: z.string().nullable(),
  }),
  models: z.array(
    z.strictObject({
      name: z.string(),
      asked: StoredModelEntrySchema.describe("as the user configured it; `resume` resolves it again"),
      endpoints: z.partialRecord(
        ProtocolSchema,
        z.strictObject({ baseUrl: z.string(), region: z.string().nullable() }),
      ),
      keySource: z.string().nullable().describe("where the key is read from; the key itself is nowhere"),
      generation: GenerationSchema,
      facts: ModelFactsSchema,
      metadata: ModelMetadataSchema.describe("what a leaderboard slices by"),
      isLocal: z.boolean(),
      priceSource: z.string().nullable(),
      priceHash: hash.nullable().describe("sha256 of the prices that its calls were priced with"),
    }),
  ),
  concurrency: z.int().positive(),
  isRecorded: z.boolean().describe("whether the model calls are kept to be replayed"),
  replay: z.string().nullable().describe("folder of the run whose recorded calls answer this one's"),
  localConcurrency: z.int().positive().describe("trials at a time on one local server"),
  maxTries: z.int().positive(),
  maxCostUsd: z.number().positive().nullable(),
  maxWallMs: z.int().positive().nullable().describe("time after which no further trial is started"),
  gradeAtMs: z
    .array(z.int().positive())
    .describe("moments of an agent's clock at which the workspace is kept to be graded"),
  checkpointEveryMs: z
    .int()
    .positive()
    .describe("how often the workspace is kept to go on from after a crash"),
  limits: z.strictObject({
    asked: z.record(z.string(), z.unknown()),
    enforced: z.record(z.string(), LimitsSchema).describe("by task"),
  }),
  keepsBodies: z
    .boolean()
    .describe("whether transcripts hold the text of model requests, answers and MCP calls"),
  minFreeDiskBytes: z.int().nonnegative().describe("no trial begins while less is free where runs are kept"),
  shard: ShardSchema.nullable().describe("null: the whole plan"),
  trials: z.array(TrialSpecSchema),
});
export type Manifest = z.infer<typeof ManifestSchema>;

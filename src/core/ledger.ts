import { z } from "zod";
import { RunIdSchema, ShardSchema } from "./manifest.ts";

const at = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What every record but the first says of the one before it. */
const previous = sha256.describe("sha256 of the line before this one, without its end of line");

/**
 * One line of `ledger.jsonl`, which lies beside the runs of a results folder: each record holds the hash of the one before
 * it, so that none can be left out, changed or moved without a trace. The file is added to, and never changed.
 */
export const LedgerRecordSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("begun"),
    schema: z.literal(1),
    at,
    store: z.uuid().describe("tells this results folder from others; stands in the seals of its runs"),
    previous: z.null(),
  }),
  z.strictObject({
    type: z.literal("created"),
    at,
    runId: RunIdSchema,
    createdAt: at.describe("as the run's manifest says; a name can be given again after its run was removed"),
    manifest: sha256.describe("of manifest.json"),
    suite: z.strictObject({ name: z.string(), version: z.string(), hash: z.string() }),
    configurations: z
      .array(z.strictObject({ key: z.string(), name: z.string() }))
      .describe("agents with their models, as summaries key them"),
    trials: z.int().nonnegative(),
    derivedFrom: z.string().nullable(),
    shard: ShardSchema.nullable(),
    previous,
  }),
  z.strictObject({
    type: z.literal("sealed"),
    at,
    runId: RunIdSchema,
    seal: sha256.describe("the run's seal, as its last line says it"),
    isWhole: z.boolean().describe("whether every trial of its plan has a result"),
    previous,
  }),
  z.strictObject({
    type: z.literal("pruned"),
    at,
    runId: RunIdSchema,
    seal: sha256.describe("the seal that tells what was pruned, and takes the place of the one before"),
    files: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    previous,
  }),
  z.strictObject({
    type: z.literal("removed"),
    at: at.describe("when it was noticed that the run's folder is gone"),
    runId: RunIdSchema,
    previous,
  }),
]);
export type LedgerRecord = z.infer<typeof LedgerRecordSchema>;

type WithoutPrevious<Record> = Record extends { previous: unknown } ? Omit<Record, "previous"> : never;

/** A record before it has its place in the chain. */
export type LedgerEntry = WithoutPrevious<Exclude<LedgerRecord, { type: "begun" }>>;

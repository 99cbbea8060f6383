import { z } from "zod";
import { RunIdSchema } from "./manifest.ts";

const at = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Characters of a line's hash: enough to tell which of a file's lines was changed; the file's own hash tells that one was. */
export const LINE_HASH_CHARACTERS = 8;

/** Where a results folder's ledger stood. */
export const LedgerPositionSchema = z.strictObject({
  store: z.uuid().describe("the results folder, as the first record of its ledger names it"),
  head: sha256.describe("hash of the ledger's last record by then"),
});
export type LedgerPosition = z.infer<typeof LedgerPositionSchema>;

const path = z
  .string()
  .regex(/^(?!.*(^|\/)\.{0,2}(\/|$))[^\0]+$/, "expected a path below the run's folder")
  .describe("below the run's folder, with /");

const SealHeadSchema = z.strictObject({
  type: z.literal("seal"),
  schema: z.literal(1),
  runId: RunIdSchema,
  at,
  buildoff: z.string().describe("version of the harness that sealed it"),
  isWhole: z.boolean().describe("whether every trial of the plan has a result"),
  ledger: LedgerPositionSchema.nullable().describe("null where the ledger could not be written"),
  prunes: sha256.nullable().describe("the seal that this one took the place of, where the run was pruned"),
});
export type SealHead = z.infer<typeof SealHeadSchema>;

const SealedFileSchema = z.strictObject({
  type: z.literal("file"),
  path,
  sizeBytes: z.int().nonnegative(),
  sha256,
  prunedAt: at.optional().describe("since when the file need not be there"),
});
export type SealedFile = z.infer<typeof SealedFileSchema>;

/**
 * One line of `seal.jsonl`: the head, every file of the run's folder in the order of its path, and the end. It is what a run
 * was when it ended: whatever is changed, put in or removed afterwards shows.
 */
export const SealRecordSchema = z.discriminatedUnion("type", [
  SealHeadSchema,
  SealedFileSchema,
  z.strictObject({
    type: z.literal("lines"),
    path: z.string().describe("the file named last, which holds a record a line"),
    from: z.int().positive().describe("number of the first of these lines"),
    hashes: z
      .string()
      .regex(/^([0-9a-f]{8})+$/)
      .describe("the first 8 characters of each line's sha256, one after the other"),
  }),
  z.strictObject({
    type: z.literal("end"),
    files: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    sha256: sha256.describe("of all bytes of the seal before this line: it names the seal"),
  }),
]);
export type SealRecord = z.infer<typeof SealRecordSchema>;

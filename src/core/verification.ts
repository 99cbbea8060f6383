import { z } from "zod";

/** What `buildoff verify --json` prints. */
export const VerificationSchema = z.strictObject({
  schema: z.literal(1),
  run: z.string().describe("the run's folder"),
  runId: z.string().nullable().describe("null where its manifest cannot be read"),
  isSame: z.boolean().describe("whether nothing that was looked at has changed"),
  kinds: z.array(
    z.strictObject({
      kind: z.string().describe("files, journal, summary, workspaces, verdicts, ledger, suite, prices …"),
      status: z.enum(["same", "changed", "unknown"]).describe("unknown: it could not be looked at here"),
      said: z.string().describe("what was looked at, or why it was not"),
      findings: z.array(
        z.strictObject({
          file: z.string().nullable().describe("below the run's folder, or elsewhere by its whole path"),
          record: z.string().nullable().describe("the record of the file, by its line and what it is"),
          message: z.string(),
        }),
      ),
    }),
  ),
});
export type Verification = z.infer<typeof VerificationSchema>;

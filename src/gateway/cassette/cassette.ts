import { z } from "zod";
import { ProtocolSchema } from "../../core/protocol.ts";

/** One call as it was recorded: a line of a cassette. Secrets are taken out before it is written. */
export const RecordedCallSchema = z.strictObject({
  number: z.int().positive(),
  protocol: ProtocolSchema,
  path: z.string(),
  request: z.unknown(),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  chunks: z.array(z.string()).describe("the reply's body, in the pieces that it came in"),
  isWhole: z.boolean().describe("false where the connection broke, or was given up"),
});
export type RecordedCall = z.infer<typeof RecordedCallSchema>;

/** Headers of a reply that mean something to the gateway. */
export const KEPT_HEADERS = ["content-type", "retry-after", "retry-after-ms"];

import { z } from "zod";

/** One line of `battles.jsonl`: two apps that one rater was shown. A vote on it counts also where the server ended in between. */
export const BattleRecordSchema = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1),
  at: z.iso.datetime(),
  rater: z.string().min(1).describe("the hash that its vote will name"),
  match: z.string().min(1).describe("which two apps"),
  first: z.enum(["a", "b"]).describe("which of them was shown first"),
});
export type BattleRecord = z.infer<typeof BattleRecordSchema>;

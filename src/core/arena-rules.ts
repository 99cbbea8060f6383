import { z } from "zod";

/** `rules.json` beside an arena's `votes.jsonl`: what the arena promised its raters, and what readers of its votes count by. */
export const ArenaRulesSchema = z.strictObject({
  schema: z.literal(1),
  dailyCap: z.int().positive().describe("votes of one rater, and from one place, on one day (UTC)"),
});
export type ArenaRules = z.infer<typeof ArenaRulesSchema>;

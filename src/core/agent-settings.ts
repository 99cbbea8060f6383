import { z } from "zod";

/** Which of buildoff's own tools an agent is offered: all, Code Arena's four, or none. */
export const ToolPresetSchema = z.enum(["all", "arena", "none"]);
export type ToolPreset = z.infer<typeof ToolPresetSchema>;

/** The settings of an agent that a user configures, on the command line or in a run file, as resolved. */
export const AgentSettingsSchema = z.strictObject({
  command: z.string().nullable().describe("command line of the agent `command`"),
  tools: ToolPresetSchema.describe("which of buildoff's own tools it is offered"),
  repairs: z
    .int()
    .nonnegative()
    .describe("rounds in which `one-shot` may mend what its first answer got wrong"),
});
export type AgentSettings = z.infer<typeof AgentSettingsSchema>;

import { z } from "zod";
import { ProtocolSchema } from "./protocol.ts";

/** Which of buildoff's own tools an agent is offered: all, Code Arena's four, or none. */
export const ToolPresetSchema = z.enum(["all", "arena", "none"]);
export type ToolPreset = z.infer<typeof ToolPresetSchema>;

/** The settings of an agent that a user configures, on the command line or in a run file, as resolved. */
export const AgentSettingsSchema = z.strictObject({
  command: z.string().nullable().describe("command line of the agent `command`"),
  image: z
    .string()
    .nullable()
    .describe("sha256 of the Dockerfile that puts its program on the stack, and of what lies beside it"),
  version: z.string().nullable().describe("of the program that `command` runs"),
  protocol: ProtocolSchema.nullable().describe("the only one that `command` speaks; null: any"),
  tools: ToolPresetSchema.describe("which of buildoff's own tools it is offered"),
  repairs: z
    .int()
    .nonnegative()
    .describe("rounds in which `one-shot` may mend what its first answer got wrong"),
});
export type AgentSettings = z.infer<typeof AgentSettingsSchema>;

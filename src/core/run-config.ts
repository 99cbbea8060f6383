import { z } from "zod";
import { ToolPresetSchema } from "./agent-settings.ts";
import { SlugSchema } from "./check.ts";
import { ModelFactsSchema } from "./identity.ts";
import { LimitsInputSchema } from "./limits.ts";
import { AuthSchema } from "./models-file.ts";
import { ProtocolSchema } from "./protocol.ts";
import { LocaleSchema } from "./task.ts";
import { DurationSchema } from "./units.ts";

/** A model as a user names it. */
export const ModelEntrySchema = z.strictObject({
  name: z.string().min(1).describe("provider/name, such as qwen/qwen3-coder-plus"),
  baseUrl: z.url().optional().describe("where the provider is reached, if not at its own address"),
  protocol: ProtocolSchema.optional().describe(
    "the only protocol of the base URL; all of the provider's if silent",
  ),
  keyEnv: z.string().min(1).optional().describe("environment variable that holds the key"),
  keyFile: z.string().min(1).optional().describe("file that holds the key; read again when it is refused"),
  keyCommand: z
    .string()
    .min(1)
    .optional()
    .describe("shell command that prints the key; run again when it is refused"),
  keyRefresh: DurationSchema.optional().describe("age at which a file or a command is asked again"),
  auth: AuthSchema.optional().describe("header of the key"),
  headers: z
    .record(z.string(), z.string())
    .optional()
    .describe("`${NAME}` stands for an environment variable"),
  query: z.record(z.string(), z.string()).optional().describe("parameters that every request gets"),
  facts: ModelFactsSchema.partial().optional().describe("what is known of the model and no endpoint tells"),
  reasoningEffort: z
    .string()
    .min(1)
    .optional()
    .describe("as the provider names it, such as low or high; `none` turns thinking off"),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  maxOutputTokens: z.int().positive().optional(),
  seed: z.int().optional(),
});
export type ModelEntry = z.infer<typeof ModelEntrySchema>;

/** The same as a manifest keeps it, after it was read. */
export const StoredModelEntrySchema = ModelEntrySchema.extend({
  baseUrl: z.string().optional().describe("as written; `${NAME}` stands for an environment variable"),
  keyRefresh: z.int().positive().optional().describe("age in ms at which a file or a command is asked again"),
});

export const AgentEntrySchema = z.strictObject({
  name: z.string().min(1),
  label: SlugSchema.optional().describe("what trials call it; its name if silent"),
  command: z.string().min(1).optional().describe("command line of the agent `command`"),
  dockerfile: z
    .string()
    .min(1)
    .optional()
    .describe(
      "puts the program of `command` on the stack, relative to this file: begins with `ARG BASE` and `FROM ${BASE}`",
    ),
  version: z.string().min(1).optional().describe("of the program of `command`, as results name it"),
  protocol: ProtocolSchema.optional().describe("the only one that the program of `command` speaks"),
  tools: ToolPresetSchema.optional().describe("which of buildoff's own tools it is offered"),
  repairs: z.int().min(0).max(20).optional().describe("rounds in which `one-shot` may mend its answer"),
  models: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("only these of the run's models; all of them if silent"),
});
export type AgentEntry = z.infer<typeof AgentEntrySchema>;

const shorthand = <Entry extends z.ZodType>(entry: Entry) =>
  z.union([
    z
      .string()
      .min(1)
      .transform((name) => ({ name })),
    entry,
  ]);

/** A run file: the matrix of a run and how it is carried out. Flags win over it. */
export const RunConfigSchema = z.strictObject({
  schema: z.literal(1),
  suite: z.string().min(1).describe("name of a built-in suite, or a path relative to this file"),
  tasks: z.array(SlugSchema).min(1).optional().describe("only these tasks"),
  agents: z
    .array(shorthand(AgentEntrySchema))
    .min(1)
    .default([{ name: "oracle" }]),
  models: z.array(shorthand(ModelEntrySchema)).default([]),
  modelsFiles: z
    .array(z.string().min(1))
    .default([])
    .describe("providers, models and prices of your own, relative to this file; a later one wins"),
  allowHosts: z.array(z.string().min(1)).min(1).optional().describe("the only hosts that the run may reach"),
  caFile: z.string().min(1).optional().describe("certificates (PEM) to trust beside the system's"),
  localConcurrency: z
    .int()
    .min(1)
    .default(1)
    .describe("trials at a time on one local server, such as Ollama"),
  languages: z
    .array(LocaleSchema)
    .min(1)
    .optional()
    .describe("only prompts in these languages; the first of each task if silent"),
  seeds: z.array(z.int().nonnegative()).min(1).default([0]),
  attempts: z.int().min(1).max(1000).default(1),
  concurrency: z.int().min(1).max(256).optional(),
  sandbox: z.string().min(1).optional(),
  maxCost: z.number().positive().optional().describe("US dollars of the whole run"),
  maxWallTime: DurationSchema.optional().describe(
    "time after which the run starts no further trial and ends those in flight",
  ),
  gradeAt: z
    .array(DurationSchema)
    .default([])
    .describe("moments of an agent's clock at which its workspace is graded, too"),
  checkpointEvery: DurationSchema.optional().describe(
    "how often a workspace is kept, to go on from after a crash (15m if silent)",
  ),
  limits: LimitsInputSchema.default({}),
});
export type RunConfig = z.infer<typeof RunConfigSchema>;

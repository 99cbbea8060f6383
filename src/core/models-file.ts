import { z } from "zod";
import { SlugSchema } from "./check.ts";
import { ModelFactsSchema } from "./identity.ts";
import { ProtocolSchema } from "./protocol.ts";

const template = z
  .string()
  .min(1)
  .describe(
    "`${NAME}` stands for an environment variable; in the path of an address it is a secret where its name says KEY, TOKEN, SECRET, PASSWORD or CREDENTIAL",
  );
const usdPerMillion = z.number().nonnegative().describe("US dollars of a million tokens");

/** Which header carries the key. */
export const AuthSchema = z.enum(["bearer", "x-api-key", "api-key", "x-goog-api-key", "none"]);
export type Auth = z.infer<typeof AuthSchema>;

/** How a chat request asks for an effort. */
const EffortStyleSchema = z.enum(["reasoning_effort", "enable_thinking", "reasoning"]);

/** What a local server is asked about the model that it runs. */
export const ProbeSchema = z.enum(["ollama", "vllm", "llamacpp", "lmstudio"]);
export type Probe = z.infer<typeof ProbeSchema>;

export const ProviderEntrySchema = z.strictObject({
  title: z.string().min(1),
  kind: z.enum(["cloud", "local"]).default("cloud").describe("a local server works on one trial at a time"),
  endpoints: z
    .partialRecord(ProtocolSchema, template.nullable())
    .describe(
      "base URL by protocol, `{model}` for the model's name; null: the user says where, with --base-url",
    ),
  keyEnv: z.string().min(1).nullable().default(null).describe("environment variable of the key"),
  auth: AuthSchema.optional().describe("the protocol's own way if silent"),
  headers: z.record(z.string(), template).default({}),
  query: z.record(z.string(), template).default({}),
  regions: z.record(z.string(), z.string()).default({}).describe("where requests leave to, by host"),
  concurrency: z.int().positive().default(64).describe("calls at once, at most"),
  quotaMeans: z
    .enum(["account", "rate"])
    .default("account")
    .describe(
      "what a 429 with the code insufficient_quota tells: the account is at an end, or too much is asked at once",
    ),
  priceId: z.string().nullable().default(null).describe("its id in the price table that buildoff brings"),
  maxTokensKey: z.enum(["max_tokens", "max_completion_tokens"]).default("max_tokens"),
  effort: EffortStyleSchema.default("reasoning_effort"),
  probe: ProbeSchema.optional(),
});
export type ProviderEntry = z.infer<typeof ProviderEntrySchema>;

/** What a leaderboard slices by; the first entry that fits a model counts. */
export const ModelMetadataSchema = z.strictObject({
  name: z.string().min(3).describe("provider/name; `*` stands for any text"),
  organisation: z.string().optional(),
  region: z.string().optional().describe("of the organisation: Asia-Pacific, Europe, North America …"),
  licence: z.string().optional(),
  availability: z.enum(["open-weights", "public-api", "preview"]).optional(),
  sizeClass: z.enum(["small", "medium", "large", "frontier"]).optional(),
  facts: ModelFactsSchema.partial().optional().describe("what no endpoint tells of it"),
});
export type ModelMetadata = z.infer<typeof ModelMetadataSchema>;

export const PriceEntrySchema = z
  .strictObject({
    model: z.string().min(3).describe("provider/name; `*` stands for any text"),
    input: usdPerMillion.optional(),
    output: usdPerMillion.optional(),
    cacheRead: usdPerMillion.optional().describe("as input if silent"),
    cacheWrite: usdPerMillion.optional().describe("as input if silent"),
    perHour: z
      .number()
      .positive()
      .optional()
      .describe("US dollars of an hour of calls, for a machine of one's own"),
    source: z.string().min(1).optional().describe("where the price was found"),
  })
  .refine(
    ({ input, output, perHour }) =>
      perHour === undefined
        ? input !== undefined && output !== undefined
        : input === undefined && output === undefined,
    "expected input and output, or perHour alone",
  );
export type PriceEntry = z.infer<typeof PriceEntrySchema>;

/** Providers, models and prices: what buildoff brings, and a user's own file laid over it. */
export const ModelsFileSchema = z.strictObject({
  schema: z.literal(1),
  providers: z.record(SlugSchema, ProviderEntrySchema).default({}),
  models: z.array(ModelMetadataSchema).default([]),
  prices: z.array(PriceEntrySchema).default([]),
});
export type ModelsFile = z.infer<typeof ModelsFileSchema>;

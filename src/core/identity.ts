import { z } from "zod";
import { ProtocolSchema } from "./protocol.ts";

const known = z.string().nullable();

/** Sampling and effort as asked of the model; null means the provider's default. */
export const GenerationSchema = z.strictObject({
  reasoningEffort: known,
  temperature: z.number().nullable(),
  topP: z.number().nullable(),
  maxOutputTokens: z.int().positive().nullable(),
  seed: z.int().nullable(),
});
export type Generation = z.infer<typeof GenerationSchema>;

export const PROVIDER_DEFAULT_GENERATION: Generation = {
  reasoningEffort: null,
  temperature: null,
  topP: null,
  maxOutputTokens: null,
  seed: null,
};

/** What is known of a model itself, as its endpoint or the user's file told; null where nobody did. */
export const ModelFactsSchema = z.strictObject({
  weights: known.describe("the file, digest or revision of the weights"),
  quantisation: known,
  engine: known.describe("the server that runs it, with its version"),
  contextLength: z.int().positive().nullable().describe("tokens that it takes in, answer included"),
  seesImages: z.boolean().nullable(),
});
export type ModelFacts = z.infer<typeof ModelFactsSchema>;

/**
 * What a result is a result of (law 9): two results with unlike identities are not compared.
 * What is not known is null, never guessed.
 */
export const IdentitySchema = z.strictObject({
  agent: z.strictObject({
    name: z.string(),
    version: known.describe(
      "of its program, or of buildoff where it is a part of it; null where nobody told",
    ),
    tools: z.array(z.string()).nullable(),
    session: z
      .enum(["continues", "restarts"])
      .describe("what a later turn does with the agent's own session"),
    settingsHash: z.string().describe("sha256 of the settings, such as the command line of `command`"),
  }),
  model: z
    .strictObject({
      asked: z.string().describe("provider/name as asked"),
      answered: known.describe("the name that the provider said it answered with"),
      generation: GenerationSchema,
      priceSource: known,
      facts: ModelFactsSchema,
      endpoint: z.strictObject({ protocol: ProtocolSchema, host: z.string(), region: known }),
    })
    .nullable(),
  images: z.record(z.string(), z.string()).describe("digests of the images, by role; none under local"),
  suiteHash: z.string(),
  taskHash: z.string(),
  promptHash: z.string(),
});
export type Identity = z.infer<typeof IdentitySchema>;

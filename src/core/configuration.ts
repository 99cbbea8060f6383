import { z } from "zod";
import { AgentSettingsSchema } from "./agent-settings.ts";
import { canonicalJson, type Sha256 } from "./hash.ts";
import { GenerationSchema, ModelFactsSchema } from "./identity.ts";
import type { Manifest } from "./manifest.ts";
import { ModelMetadataSchema } from "./models-file.ts";

/** Who built: an agent with its settings and a model with its own. Runs of one configuration can be added up. */
export const ConfigurationSchema = z.strictObject({
  key: z.string().describe("sha256 of agent, model and where it is reached; metadata is no part of it"),
  name: z.string().describe("agent, or agent with model, as tables name it"),
  agent: z.strictObject({
    name: z.string().describe("as trials name it"),
    agent: z.string(),
    version: z.string().nullable(),
    settings: AgentSettingsSchema,
  }),
  model: z
    .strictObject({
      name: z.string(),
      generation: GenerationSchema,
      facts: ModelFactsSchema,
      endpoints: z.array(z.strictObject({ host: z.string(), region: z.string().nullable() })),
      metadata: ModelMetadataSchema,
    })
    .nullable(),
});
export type Configuration = z.infer<typeof ConfigurationSchema>;

/** Every pair of agent and model that a run's trials have, in the order of their names. */
export function toConfigurations(manifest: Manifest, sha256: Sha256): Configuration[] {
  const pairs = new Map(
    manifest.trials.map(({ agent, model }) => [JSON.stringify([agent, model]), { agent, model }]),
  );
  return [...pairs.values()]
    .map((pair) => toConfiguration(manifest, pair, sha256))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function toConfiguration(
  { agents, models }: Manifest,
  pair: { readonly agent: string; readonly model: string | null },
  sha256: Sha256,
): Configuration {
  const { name, agent, version, settings } = agents.find((one) => one.name === pair.agent)!;
  const planned = models.find((one) => one.name === pair.model);
  const model =
    planned === undefined
      ? null
      : {
          name: planned.name,
          generation: planned.generation,
          facts: planned.facts,
          endpoints: toEndpoints(planned.endpoints),
          metadata: planned.metadata,
        };
  const identity = { agent: { name, agent, version, settings }, model };
  const key = sha256(canonicalJson({ ...identity, model: model && { ...model, metadata: null } }));
  return { key, name: model === null ? name : `${name} ${model.name}`, ...identity };
}

function toEndpoints(endpoints: Manifest["models"][number]["endpoints"]) {
  const hosts = new Map(
    Object.values(endpoints).map(({ baseUrl, region }) => [new URL(baseUrl).host, region] as const),
  );
  return [...hosts]
    .map(([host, region]) => ({ host, region }))
    .toSorted((a, b) => (a.host < b.host ? -1 : 1));
}

import { join } from "node:path";
import {
  type ModelMetadata,
  type ModelsFile,
  ModelsFileSchema,
  type PriceEntry,
} from "../core/models-file.ts";
import { invalidFiles } from "../core/user-errors.ts";
import { packageRoot } from "../host/package-root.ts";
import { toProblems } from "../loader/problems.ts";
import { loadYamlFile } from "../loader/yaml-file.ts";
import type { ModelProvider } from "./provider.ts";

const BUILT_IN = join(packageRoot, "models", "models.yaml");

/** A price with the file that it is from. */
export type SourcedPrice = PriceEntry & { readonly file: string };

/** Everything that is known of providers, models and prices: what buildoff brings and what the user's files lay over it. */
export interface Catalog {
  readonly providers: Readonly<Record<string, ModelProvider>>;
  /** The user's first: the first entry that fits counts. */
  readonly models: readonly ModelMetadata[];
  readonly prices: readonly SourcedPrice[];
}

/** @param files the user's, a later one wins. @throws UserError naming the file and the position */
export async function loadCatalog(files: readonly string[]): Promise<Catalog> {
  const loaded = await Promise.all(
    [BUILT_IN, ...files].map(async (file) => ({ file, ...(await load(file)) })),
  );
  const latestFirst = loaded.toReversed();
  return {
    providers: Object.assign({}, ...loaded.map(({ providers }) => toProviders(providers))),
    models: latestFirst.flatMap(({ models }) => models),
    prices: latestFirst.flatMap(({ file, prices }) => prices.map((price) => ({ ...price, file }))),
  };
}

async function load(file: string): Promise<ModelsFile> {
  const yaml = await loadYamlFile(file);
  if (yaml.problems.length > 0) throw invalidFiles(yaml.problems);
  const result = ModelsFileSchema.safeParse(yaml.value);
  if (!result.success) throw invalidFiles(toProblems(yaml, result.error.issues, ModelsFileSchema));
  return result.data;
}

function toProviders(entries: ModelsFile["providers"]): Record<string, ModelProvider> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, { ...entry, name }]));
}

/** What is known of a model for slices of a leaderboard; an empty entry where nobody told. */
export function findMetadata({ models }: Catalog, name: string): ModelMetadata {
  return models.find((entry) => fits(entry.name, name)) ?? { name };
}

/** Whether a pattern, in which `*` stands for any text, fits a name. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}

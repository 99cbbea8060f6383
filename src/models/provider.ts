import type { Generation } from "../core/identity.ts";
import type { ProviderEntry } from "../core/models-file.ts";

/** One provider of models; everything that is particular to it is data. */
export type ModelProvider = ProviderEntry & { readonly name: string };

type Effort = NonNullable<Generation["reasoningEffort"]>;

/** Members of a chat request that ask for an effort. */
export function toEffort(
  { effort: style }: ModelProvider,
  effort: Effort,
): Readonly<Record<string, unknown>> {
  switch (style) {
    case "reasoning_effort":
      return { reasoning_effort: effort };
    case "enable_thinking":
      return { enable_thinking: effort !== "none" };
    case "reasoning":
      return { reasoning: { effort } };
  }
}

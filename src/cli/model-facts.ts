import { ManifestSchema } from "../core/manifest.ts";
import { askFacts } from "../models/probe.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { readJsonFile } from "../store/run-store.ts";
import { openEgress } from "./network.ts";
import type { PlannedRun } from "./plan-run.ts";

/**
 * The models with what their servers tell of them. A replay reaches nobody: its models are those of the recorded run,
 * whose manifest has what was told then.
 * @throws UserError where the recorded run cannot be read
 */
export async function completeFacts(
  { models, network }: Pick<PlannedRun, "models" | "network">,
  replay: string | null,
  signal: AbortSignal,
): Promise<ResolvedModel[]> {
  if (replay !== null) return recallFacts(models, replay);
  await using egress = openEgress(network);
  // Awaited here: what leaves is closed at the function's end, and a server is asked several things, one by one.
  return await Promise.all(models.map((model) => askFacts(model, egress.fetch, signal)));
}

async function recallFacts(models: readonly ResolvedModel[], replay: string): Promise<ResolvedModel[]> {
  const recorded = await readJsonFile(toRunFolder(replay).manifest, ManifestSchema);
  return models.map((model) => {
    const before = recorded.models.find(({ name }) => name === model.name);
    return before === undefined ? model : { ...model, facts: before.facts };
  });
}

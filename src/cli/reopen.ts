import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite } from "../core/suite.ts";
import { suiteChanged } from "../core/user-errors.ts";
import { checkKinds } from "../checks/registry.ts";
import { loadSuite } from "../loader/load-suite.ts";
import { loadCatalog } from "../models/catalog.ts";
import { type ResolvedModel, resolveModel } from "../models/resolve-model.ts";
import type { ChosenSandbox } from "./choose-sandbox.ts";
import { chooseSandbox } from "./choose-sandbox.ts";
import type { Interrupts } from "./interrupts.ts";
import type { ProgressView } from "./progress/view.ts";
import { recallAgent, requireSameImage } from "./resolve-agent.ts";
import type { SandboxFlags } from "./run-options.ts";
import { toSandboxNeeds } from "./sandbox-needs.ts";

/** The suite of a run that was planned earlier, as long as it is still the same. @throws UserError `suite-changed` */
export async function reloadSuite({ suite, tasks }: Manifest): Promise<LoadedSuite> {
  const loaded = await loadSuite(suite.folder, checkKinds);
  const changed = tasks.filter(
    ({ id, hash }) => loaded.tasks.find(({ task }) => task.id === id)?.hash !== hash,
  );
  if (changed.length > 0)
    throw suiteChanged(
      suite.folder,
      changed.map(({ id }) => id),
    );
  return { ...loaded, tasks: loaded.tasks.filter(({ task }) => tasks.some(({ id }) => id === task.id)) };
}

/** The models of a run that was planned earlier; their keys are read anew. */
export async function reloadModels({ models, modelsFiles, replay }: Manifest): Promise<ResolvedModel[]> {
  const catalog = await loadCatalog(modelsFiles.map(({ file }) => file));
  return models.map(({ asked, facts }) => ({
    ...resolveModel(asked, { env: process.env, catalog, isReplay: replay !== null }),
    facts,
  }));
}

/** The sandbox that a run was planned for, unless the user names another. */
export async function reopenSandbox(
  { manifest, suite, isGradingOnly }: { manifest: Manifest; suite: LoadedSuite; isGradingOnly: boolean },
  { view, interrupts, flags }: { view: ProgressView; interrupts: Interrupts; flags: SandboxFlags },
): Promise<ChosenSandbox> {
  const agents = manifest.agents.map(recallAgent);
  if (!isGradingOnly) await Promise.all(manifest.agents.map(requireSameImage));
  const chosen = await chooseSandbox({
    asked: flags.sandbox ?? manifest.sandbox.provider,
    runId: manifest.runId,
    browserPath: flags.browser ?? null,
    runtime: flags.runtime ?? manifest.sandbox.runtime,
    unsafeLocal: flags.unsafeLocal === true || manifest.sandbox.unsafeLocal,
    agents: agents.map(({ definition }) => definition),
    needs: toSandboxNeeds(suite, isGradingOnly ? [] : agents, manifest.network),
    note: view.note,
    signal: interrupts.stop,
  });
  for (const [role, { digest }] of Object.entries(manifest.sandbox.images)) {
    const now = chosen.environment.images[role]?.digest;
    if (now !== undefined && now !== digest)
      view.note(`warning: the image ${role} is no longer the one that the run began with`);
  }
  return chosen;
}

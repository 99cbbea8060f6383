import { readFile } from "node:fs/promises";
import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite } from "../core/suite.ts";
import { sandboxNotChosen } from "../core/user-errors.ts";
import { modelsFileChanged, sandboxImageChanged, suiteChanged } from "../core/setting-errors.ts";
import { checkKinds } from "../checks/registry.ts";
import { sha256 } from "../loader/digest.ts";
import { loadSuite } from "../loader/load-suite.ts";
import { loadCatalog } from "../models/catalog.ts";
import { type ResolvedModel, resolveModel } from "../models/resolve-model.ts";
import { sandboxProviders } from "../sandbox/registry.ts";
import type { ChosenSandbox } from "./choose-sandbox.ts";
import { chooseSandbox } from "./choose-sandbox.ts";
import type { Interrupts } from "./interrupts.ts";
import type { ProgressView } from "./progress/view.ts";
import { recallAgent, requireSameImage, requireSameVersion } from "./resolve-agent.ts";
import type { SandboxFlags } from "./run-options.ts";
import { listJudgedBeside, toSandboxNeeds } from "./sandbox-needs.ts";

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

/**
 * The models of a run that was planned earlier; their keys are read anew.
 * @throws UserError `models-file-changed`
 */
export async function reloadModels({ models, modelsFiles, replay }: Manifest): Promise<ResolvedModel[]> {
  if (models.length === 0) return [];
  for (const { file, hash } of modelsFiles) {
    const text = await readFile(file, "utf8").catch((error: Error) => {
      throw modelsFileChanged(file, error.message);
    });
    if (sha256(text) !== hash) throw modelsFileChanged(file, "it was changed");
  }
  const catalog = await loadCatalog(modelsFiles.map(({ file }) => file));
  return models.map(({ asked, facts }) => ({
    ...resolveModel(asked, { env: process.env, catalog, isReplay: replay !== null }),
    facts,
  }));
}

/**
 * The sandbox that a run was planned for, unless the user names another. A run that is derived from it tells itself on
 * which images it graded; one that goes on must be one experiment to its end.
 * @throws UserError where a run that goes on would go on with other agents or images than it began with; `sandbox-not-chosen`,
 * `unsafe-local`
 */
export async function reopenSandbox(
  { manifest, suite, isDeriving }: { manifest: Manifest; suite: LoadedSuite; isDeriving: boolean },
  {
    view,
    interrupts,
    flags,
  }: { view: Pick<ProgressView, "note">; interrupts: Pick<Interrupts, "stop">; flags: SandboxFlags },
): Promise<ChosenSandbox> {
  if (isDeriving) requireChosen(manifest, flags);
  const agents = manifest.agents.map(recallAgent);
  const runsAgents = !isDeriving && manifest.derivedFrom === null;
  if (runsAgents) {
    manifest.agents.forEach(requireSameVersion);
    await Promise.all(manifest.agents.map(requireSameImage));
  }
  const chosen = await chooseSandbox({
    asked: flags.sandbox ?? manifest.sandbox.provider,
    runId: manifest.runId,
    browserPath: flags.browser ?? null,
    runtime: flags.runtime ?? manifest.sandbox.runtime,
    unsafeLocal: flags.unsafeLocal === true || (!isDeriving && manifest.sandbox.unsafeLocal),
    agents: agents.map(({ definition }) => definition),
    needs: toSandboxNeeds(suite, runsAgents ? agents : [], manifest.network),
    judgedBeside: listJudgedBeside(suite),
    note: view.note,
    signal: interrupts.stop,
  });
  const changed = findChangedImages(manifest, chosen);
  if (!isDeriving && changed.length > 0) {
    await chosen.provider[Symbol.asyncDispose]();
    throw sandboxImageChanged(changed);
  }
  for (const role of changed)
    view.note(`warning: the image ${role} is no longer the one that the run began with`);
  return chosen;
}

/**
 * Workspaces are graded again, and opened, of runs that somebody sent: no word of such a run may let what lies in them run on this
 * machine. Its user's may.
 */
function requireChosen({ runId, sandbox }: Manifest, flags: SandboxFlags): void {
  const isLocal = sandboxProviders[sandbox.provider]?.trustedOnly === true;
  if (flags.sandbox === undefined && isLocal) throw sandboxNotChosen(runId, sandbox.provider);
}

function findChangedImages({ sandbox }: Manifest, { environment }: ChosenSandbox): string[] {
  return Object.entries(sandbox.images).flatMap(([role, { digest }]) => {
    const now = environment.images[role]?.digest;
    return now === undefined || now === digest ? [] : [role];
  });
}

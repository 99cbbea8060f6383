import { readFile } from "node:fs/promises";
import { type Limits, type LimitsInput, resolveLimits } from "../core/limits.ts";
import { planTrials, type TaskVariant } from "../core/plan.ts";
import type { Manifest } from "../core/manifest.ts";
import type { LoadedSuite, LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import {
  duplicateTrial,
  modelNeeded,
  modelNotUsed,
  nothingPlanned,
  protocolMismatch,
  unknownName,
  unpricedModel,
} from "../core/user-errors.ts";
import { checkKinds } from "../checks/registry.ts";
import { sha256 } from "../loader/digest.ts";
import { loadSuite } from "../loader/load-suite.ts";
import { instantiateTask } from "../loader/load-task.ts";
import { suggest } from "../loader/suggest.ts";
import { RecordedCallSchema } from "../gateway/cassette/cassette.ts";
import { readCassette, toCassetteFile } from "../store/cassettes.ts";
import { loadCatalog } from "../models/catalog.ts";
import { type ResolvedModel, resolveModel } from "../models/resolve-model.ts";
import { openEgress, toNetwork } from "./network.ts";
import { type PlannedAgentEntry, resolveAgent } from "./resolve-agent.ts";
import type { ResolvedRunConfig } from "./run-config.ts";
import { refuseUnrunnable } from "./solution.ts";

/** Everything that is decided before anything is started. */
export interface PlannedRun {
  readonly suite: LoadedSuite;
  readonly agents: readonly PlannedAgentEntry[];
  readonly models: readonly ResolvedModel[];
  readonly variants: readonly TaskVariant[];
  readonly limits: Readonly<Record<string, Limits>>;
  readonly limitsAsked: LimitsInput;
  readonly modelsFiles: Manifest["modelsFiles"];
  readonly network: Manifest["network"];
  readonly trials: readonly TrialSpec[];
}

/**
 * @param callsModels false: nobody is going to be called, and no key is needed
 * @throws UserError for whatever cannot be carried out; nothing has been started or written then.
 */
export async function planRun(config: ResolvedRunConfig, callsModels = true): Promise<PlannedRun> {
  const suite = chooseTasks(await loadSuite(config.suite, checkKinds), config.tasks);
  const agents = await Promise.all(config.agents.map(resolveAgent));
  refuseModelMismatch(
    agents,
    config.models.map(({ name }) => name),
  );
  await refuseUnrunnable(
    suite,
    agents.some(({ definition }) => definition.name === "oracle"),
  );
  const catalog = await loadCatalog(config.modelsFiles);
  const models = config.models.map((entry) =>
    resolveModel(entry, {
      env: process.env,
      catalog,
      isReplay: config.replay !== null || !callsModels,
    }),
  );
  refuseProtocolMismatch(agents, models);
  const network = toNetwork(config);
  refuseHosts(models, network);
  // A key that cannot be read is found out now, and not in the first trial.
  await Promise.all(models.map(async (model) => model.key?.current()));
  const limits = Object.fromEntries(
    suite.tasks.map(({ task }) => [task.id, resolveLimits(task.limits, ...config.limitLayers)]),
  );
  refuseUnpriced(models, limits, config.maxCost);
  const variants = suite.tasks.flatMap((loaded) =>
    [...new Set(config.seeds)].map((seed) => toVariant(loaded, seed, limits)),
  );
  const trials = planTrials(
    {
      suite: suite.file.name,
      variants,
      agents: agents.map(({ label, definition: { version, model }, settings, models: only }) => ({
        name: label,
        version,
        model,
        settings,
        models: only,
      })),
      models: models.map(({ name, endpoints, generation }) => ({
        name,
        endpoints: Object.fromEntries(
          Object.entries(endpoints).map(([protocol, { baseUrl }]) => [protocol, baseUrl]),
        ),
        generation,
      })),
      languages: config.languages ?? null,
      attempts: config.attempts,
    },
    sha256,
  );
  refuseTwins(trials);
  if (config.replay !== null) await requireCassettes(config.replay, trials);
  if (trials.length === 0)
    throw nothingPlanned(`no task has a prompt in ${config.languages?.join(", ") ?? "any language"}`);
  return {
    suite,
    agents,
    models,
    variants,
    limits,
    limitsAsked: Object.assign({}, ...config.limitLayers),
    modelsFiles: await Promise.all(
      config.modelsFiles.map(async (file) => ({ file, hash: sha256(await readFile(file, "utf8")) })),
    ),
    network,
    trials,
  };
}

/** Names are folders too, and some file systems do not tell capitals apart. */
function refuseTwins(trials: readonly TrialSpec[]): void {
  const seen = new Set<string>();
  for (const { id } of trials) {
    if (seen.has(id.toLowerCase())) throw duplicateTrial(id);
    seen.add(id.toLowerCase());
  }
}

function chooseTasks(suite: LoadedSuite, ids: readonly string[] | undefined): LoadedSuite {
  if (ids === undefined) return suite;
  const known = suite.tasks.map(({ task }) => task.id);
  for (const id of ids) {
    if (!known.includes(id)) throw unknownName("task", id, known, suggest(id, known));
  }
  return { ...suite, tasks: suite.tasks.filter(({ task }) => ids.includes(task.id)) };
}

function refuseModelMismatch(agents: readonly PlannedAgentEntry[], models: readonly string[]): void {
  const needy = agents.find(({ definition }) => definition.model === "required");
  if (models.length === 0 && needy !== undefined) throw modelNeeded(needy.definition.name);
  const users = agents.filter(({ definition }) => definition.model !== "none");
  if (models.length > 0 && users.length === 0)
    throw modelNotUsed(agents.map(({ definition }) => definition.name));
  for (const name of agents.flatMap((agent) => agent.models ?? [])) {
    if (!models.includes(name)) throw unknownName("model", name, models, suggest(name, models));
  }
}

/** Every trial with a model must have been recorded. */
async function requireCassettes(runPath: string, trials: readonly TrialSpec[]): Promise<void> {
  for (const { id, model } of trials) {
    if (model !== null) await readCassette(toCassetteFile(runPath, id), RecordedCallSchema);
  }
}

function refuseHosts(models: readonly ResolvedModel[], network: Manifest["network"]): void {
  const { requireHost } = openEgress(network);
  for (const { endpoints } of models) {
    for (const { host } of Object.values(endpoints)) requireHost(host);
  }
}

function refuseProtocolMismatch(
  agents: readonly PlannedAgentEntry[],
  models: readonly ResolvedModel[],
): void {
  for (const { definition, models: only } of agents.filter((agent) => agent.definition.model !== "none")) {
    for (const model of models.filter(({ name }) => only?.includes(name) ?? true)) {
      const has = Object.keys(model.endpoints);
      if (definition.protocols.some((protocol) => has.includes(protocol))) continue;
      throw protocolMismatch(definition, { name: model.name, protocols: has });
    }
  }
}

function refuseUnpriced(
  models: readonly ResolvedModel[],
  limits: Readonly<Record<string, Limits>>,
  maxCost: number | undefined,
): void {
  const isCostLimited =
    maxCost !== undefined || Object.values(limits).some(({ costUsd }) => costUsd !== null);
  const unpriced = models.find((model) => model.price === null);
  if (isCostLimited && unpriced !== undefined) throw unpricedModel(unpriced.name);
}

function toVariant(loaded: LoadedTask, seed: number, limits: Readonly<Record<string, Limits>>): TaskVariant {
  const task: Task = instantiateTask(loaded, seed, checkKinds);
  return { seed, loaded, task, limits: limits[loaded.task.id]! };
}

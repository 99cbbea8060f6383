import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import type { LimitsInput } from "../core/limits.ts";
import { type RunConfig, RunConfigSchema } from "../core/run-config.ts";
import { RunIdSchema } from "../core/manifest.ts";
import { invalidRunName, recordedReplay, recordedWithoutBodies } from "../core/setting-errors.ts";
import { invalidFiles, unknownName } from "../core/user-errors.ts";
import { toProblems } from "../loader/problems.ts";
import { suggest } from "../loader/suggest.ts";
import { loadYamlFile } from "../loader/yaml-file.ts";
import { sandboxProviders } from "../sandbox/registry.ts";
import { findRun } from "../store/run-store.ts";
import { resolveAgentEntries } from "./agent-flags.ts";
import { toModelFlags } from "./model-flags.ts";
import { type OutputFlags, type RunFlags, type SandboxFlags, toLimitsInput } from "./run-options.ts";

/** What is to be run: a run file where one was named, with the flags laid over it. */
export type ResolvedRunConfig = Omit<RunConfig, "concurrency" | "schema"> & {
  readonly concurrency: number;
  readonly limitLayers: readonly LimitsInput[];
  /** Folder of a recorded run. */
  readonly replay: string | null;
};

/** @throws UserError for a run file that cannot be used. */
export async function resolveRunConfig(
  target: string,
  flags: RunFlags & SandboxFlags & Pick<OutputFlags, "results">,
): Promise<ResolvedRunConfig> {
  const file = (await isRunFile(target)) ? await loadRunConfig(target) : fromSuite(target);
  refuseUnusable(flags, file.sandbox);
  const agents = resolveAgentEntries(file.agents, flags);
  const models = flags.model?.map((name) => ({ name })) ?? file.models;
  const limits = toLimitsInput(flags);
  return {
    ...file,
    agents,
    models: models.map((model) => ({ ...model, ...toModelFlags(flags) })),
    ...(flags.task === undefined ? {} : { tasks: [...flags.task] }),
    ...(flags.language === undefined ? {} : { languages: [...flags.language] }),
    seeds: flags.seed === undefined ? file.seeds : [...flags.seed],
    attempts: flags.attempts ?? file.attempts,
    concurrency: flags.jobs ?? file.concurrency ?? Math.max(1, Math.floor(availableParallelism() / 2)),
    ...(flags.sandbox === undefined ? {} : { sandbox: flags.sandbox }),
    ...(flags.maxCost === undefined ? {} : { maxCost: flags.maxCost }),
    ...(flags.maxWallTime === undefined ? {} : { maxWallTime: flags.maxWallTime }),
    ...(flags.checkpointEvery === undefined ? {} : { checkpointEvery: flags.checkpointEvery }),
    modelsFiles: [
      ...(process.env["BUILDOFF_MODELS"] === undefined ? [] : [resolve(process.env["BUILDOFF_MODELS"])]),
      ...(flags.modelsFile === undefined ? file.modelsFiles : flags.modelsFile.map((path) => resolve(path))),
    ],
    ...(flags.allowHosts === undefined
      ? {}
      : { allowHosts: flags.allowHosts.flatMap((text) => text.split(",")) }),
    ...(flags.caFile === undefined ? {} : { caFile: resolve(flags.caFile) }),
    localConcurrency: flags.localJobs ?? file.localConcurrency,
    gradeAt: flags.gradeAt === undefined ? file.gradeAt : [...flags.gradeAt],
    limitLayers: [file.limits, limits],
    replay: flags.replay === undefined ? null : await findRun(flags.replay, resolve(flags.results)),
  };
}

function refuseUnusable({ name, record, replay, bodies }: RunFlags, sandbox: string | undefined): void {
  if (name !== undefined) requireRunName(name);
  if (record === true && replay !== undefined) throw recordedReplay();
  if (record === true && bodies === false) throw recordedWithoutBodies();
  const known = Object.keys(sandboxProviders);
  if (sandbox !== undefined && !known.includes(sandbox))
    throw unknownName("sandbox", sandbox, known, suggest(sandbox, known));
}

/** @throws UserError for a name that no folder can have, or that leads elsewhere */
export function requireRunName(name: string): void {
  if (!RunIdSchema.safeParse(name).success) throw invalidRunName(name);
}

function fromSuite(suite: string): RunConfig {
  return RunConfigSchema.parse({ schema: 1, suite });
}

async function isRunFile(target: string): Promise<boolean> {
  if (!/\.ya?ml$/.test(target) || /(^|[/\\])(suite|task)\.yaml$/.test(target)) return false;
  return stat(target).then(
    (found) => found.isFile(),
    () => true,
  );
}

async function loadRunConfig(file: string): Promise<RunConfig> {
  const yaml = await loadYamlFile(file);
  if (yaml.problems.length > 0) throw invalidFiles(yaml.problems);
  const result = RunConfigSchema.safeParse(yaml.value);
  if (!result.success) throw invalidFiles(toProblems(yaml, result.error.issues, RunConfigSchema));
  const { suite } = result.data;
  const folder = dirname(file);
  const below = (path: string): string => resolve(folder, path);
  const { caFile } = result.data;
  return {
    ...result.data,
    agents: result.data.agents.map((agent) =>
      "dockerfile" in agent && agent.dockerfile !== undefined
        ? { ...agent, dockerfile: below(agent.dockerfile) }
        : agent,
    ),
    modelsFiles: result.data.modelsFiles.map(below),
    ...(caFile === undefined ? {} : { caFile: below(caFile) }),
    models: result.data.models.map((model) =>
      "keyFile" in model && model.keyFile !== undefined ? { ...model, keyFile: below(model.keyFile) } : model,
    ),
    suite: /^[./]|[/\\]/.test(suite) ? below(suite) : suite,
  };
}

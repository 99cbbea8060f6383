import { checkKinds } from "../../checks/registry.ts";
import type { Manifest } from "../../core/manifest.ts";
import { planTrials, type TaskVariant } from "../../core/plan.ts";
import type { LoadedSuite } from "../../core/suite.ts";
import type { TrialSpec } from "../../core/trial.ts";
import { sha256 } from "../../loader/digest.ts";
import { instantiateTask } from "../../loader/load-task.ts";

/**
 * Ids of the trials whose fingerprint is not what suite, agents, models and limits of the manifest give. A derived run keeps
 * those of the run that it grades again, whose suite may have been another.
 */
export function findChangedTrials(manifest: Manifest, suite: LoadedSuite): string[] {
  if (manifest.derivedFrom !== null) return [];
  const planned = new Map(planAgain(manifest, suite).map((trial) => [toKey(trial), trial.fingerprint]));
  return manifest.trials
    .filter((trial) => planned.get(toKey(trial)) !== trial.fingerprint)
    .map(({ id }) => id);
}

const toKey = ({ task, language, seed, agent, model }: TrialSpec): string =>
  JSON.stringify([task, language, seed, agent, model]);

/** Every trial that the manifest's parts make, more than were planned: with and without each model. */
function planAgain(
  { suite, trials, tasks, agents, models, limits }: Manifest,
  loaded: LoadedSuite,
): TrialSpec[] {
  const seeds = [...new Set(trials.map(({ seed }) => seed))];
  const variants = tasks.flatMap(({ id }) =>
    loaded.tasks
      .filter(({ task }) => task.id === id)
      .flatMap((one) =>
        seeds.map((seed): TaskVariant => ({
          seed,
          loaded: one,
          task: instantiateTask(one, seed, checkKinds),
          limits: limits.enforced[id]!,
        })),
      ),
  );
  const input = {
    suite: suite.name,
    variants,
    agents: agents.map(({ name, version, settings }) => ({
      name,
      version,
      settings,
      model: "optional" as const,
      models: null,
    })),
    languages: [...new Set(trials.map(({ language }) => language))],
    attempts: 1,
  };
  const called = models.map(({ name, endpoints, generation }) => ({
    name,
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([protocol, { baseUrl }]) => [protocol, baseUrl]),
    ),
    generation,
  }));
  return [
    ...planTrials({ ...input, models: [] }, sha256),
    ...planTrials({ ...input, models: called }, sha256),
  ];
}

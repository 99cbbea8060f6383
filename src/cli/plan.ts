import { join, resolve } from "node:path";
import type { PlannedConfiguration } from "../analysis/past-trials.ts";
import { planPower } from "../analysis/power-plan.ts";
import type { Metric } from "../core/comparison.ts";
import { UserError } from "../core/errors.ts";
import { type Summary, SummarySchema } from "../core/summary.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { listRuns, readJsonFile } from "../store/run-store.ts";
import { planRun, type PlannedRun } from "./plan-run.ts";
import { renderPowerPlan } from "./power-plan-text.ts";
import { resolveRunConfig } from "./run-config.ts";
import type { RunFlags } from "./run-options.ts";

type PlanFlags = Omit<RunFlags, "bodies"> & {
  readonly detect?: number;
  readonly metric?: Metric;
  readonly results: string;
  readonly json?: boolean;
};

export async function planCommand(target: string, flags: PlanFlags): Promise<void> {
  const config = await resolveRunConfig(target, { ...flags, bodies: true });
  const plan = await planRun(config, false);
  const { file, hash } = plan.suite;
  const power = planPower({
    suite: { name: file.name, version: file.version, hash },
    metric: flags.metric ?? file.headline,
    attempts: config.attempts,
    configurations: toPlannedConfigurations(plan),
    concurrency: config.concurrency,
    localConcurrency: config.localConcurrency,
    runs: await findPastRuns(resolve(flags.results), file.name),
    detect: flags.detect ?? null,
  });
  process.stdout.write(flags.json === true ? `${JSON.stringify(power, null, 2)}\n` : renderPowerPlan(power));
}

function toPlannedConfigurations({ agents: planned, models, trials }: PlannedRun): PlannedConfiguration[] {
  const groups = Map.groupBy(trials, ({ agent, model }) => JSON.stringify([agent, model]));
  return [...groups.values()].map((own) => {
    const [{ agent: label, model: modelName }] = own as [(typeof own)[number]];
    const { definition, settings } = planned.find((one) => one.label === label)!;
    const model = models.find(({ name }) => name === modelName);
    const [endpoint] = model?.provider.kind === "local" ? Object.values(model.endpoints) : [];
    return {
      name: modelName === null ? label : `${label} ${modelName}`,
      agent: { agent: definition.name, version: definition.version, settings },
      model: model === undefined ? null : { name: model.name, generation: model.generation },
      lane: endpoint?.baseUrl ?? null,
      tasks: own.map(({ task }) => task),
    };
  });
}

/** Runs of the suite, by its name; those that graded another's workspaces again have cost nothing. */
async function findPastRuns(results: string, suite: string): Promise<Summary[]> {
  const runs: Summary[] = [];
  for (const name of await listRuns(results)) {
    const file = toRunFolder(join(results, name)).summary;
    const summary = await readJsonFile(file, SummarySchema).catch(ignoreUnreadable);
    if (summary === null || summary.derivedFrom !== null || summary.conditions.suite.name !== suite) continue;
    runs.push(summary);
  }
  return runs;
}

/** A run that has not ended, or that is damaged, tells nothing, and is in nobody's way. */
function ignoreUnreadable(error: unknown): null {
  if (error instanceof UserError) return null;
  throw error;
}

import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { agents } from "../agents/registry.ts";
import type { PlannedConfiguration } from "../analysis/past-trials.ts";
import { planPower } from "../analysis/power-plan.ts";
import { type Metric, MetricSchema } from "../core/comparison.ts";
import { UserError } from "../core/errors.ts";
import { type Summary, SummarySchema } from "../core/summary.ts";
import { toRunFolder } from "../store/run-folder.ts";
import { listRuns, readJsonFile } from "../store/run-store.ts";
import { toPoints } from "./flag-values.ts";
import { planRun, type PlannedRun } from "./plan-run.ts";
import { renderPowerPlan } from "./power-plan-text.ts";
import { resolveRunConfig } from "./run-config.ts";
import { addMatrixOptions, addResultsOption, type RunFlags } from "./run-options.ts";

type PlanFlags = Omit<RunFlags, "bodies"> & {
  readonly detect?: number;
  readonly metric?: Metric;
  readonly results: string;
  readonly json?: boolean;
};

export function registerPlan(program: Command): void {
  const command = program
    .command("plan")
    .summary("say what a run would cost, and what it could tell, before it is paid for")
    .description(
      `Says, without starting anything and without a key, how many trials a run has, what it will cost and how long it will take, and how large a difference between two configurations must be for \`buildoff compare\` to find it.

"Smallest difference" is in points of 100: a true difference of that size is found four times out of five, a smaller one more seldom. It shrinks with more tasks; more attempts help only until what is left is how differently two configurations find the tasks hard.
Dollars and hours are those of past trials of the same suite in the results folder: of the same configuration, else of the same model, else of any. Where there is none, they are unknown.
How unlike attempts at one task are is measured in the same trials. Where there are too few, that of an unknown suite is assumed, and said.`,
    )
    .argument("<suite>", "a built-in suite, a folder with suite.yaml or task.yaml, or a run file (.yaml)");
  addMatrixOptions(command, Object.keys(agents))
    .option("--detect <points>", "the difference that must be found, in points of 100", toPoints)
    .addOption(
      new Option("--metric <name>", "what is compared (default: the suite's headline)").choices(
        MetricSchema.options,
      ),
    )
    .option("--json", "as JSON (`buildoff schema plan`)");
  addResultsOption(command).action(planCommand);
}

async function planCommand(target: string, flags: PlanFlags): Promise<void> {
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

import type { Configuration } from "../../src/core/configuration.ts";
import type { ModelMetadata } from "../../src/core/models-file.ts";
import type { Expense, Group, TaskTally } from "../../src/core/summary.ts";
import { NO_USAGE } from "../../src/core/usage.ts";
import { type Attempts, makeConfiguration, makeGroup, makeTally } from "./make-summary.ts";

export interface Contender {
  /** `agent model`, or an agent alone. */
  readonly name: string;
  readonly metadata?: Omit<ModelMetadata, "name">;
  readonly endpointRegion?: string;
  readonly costUsd?: number | null;
}

export function makeContender({ name, metadata, endpointRegion }: Contender): Configuration {
  const [agent, modelName] = name.split(" ");
  const configuration = makeConfiguration(agent!, modelName ?? null);
  const { model } = configuration;
  if (model === null) return configuration;
  return {
    ...configuration,
    model: {
      ...model,
      endpoints: [{ host: "api.example.com", region: endpointRegion ?? null }],
      metadata: { name: model.name, ...metadata },
    },
  };
}

/** A group of which every trial cost the same. @param attempts by task, or by `task@language` */
export function makeStanding(contender: Contender, attempts: Readonly<Record<string, Attempts>>): Group {
  const perTrial: Partial<Expense> = { costUsd: contender.costUsd === undefined ? 0.12 : contender.costUsd };
  const tallies: TaskTally[] = Object.entries(attempts).map(([cell, scores]) => {
    const [task, language] = cell.split("@");
    return makeTally(task!, scores, perTrial, language);
  });
  const group = makeGroup(makeContender(contender), tallies);
  const spent = perTrial.costUsd == null ? null : perTrial.costUsd * group.finished;
  return { ...group, usage: { ...NO_USAGE, costUsd: spent } };
}

/** So many tasks, each attempted so often, of which the first pass. */
export function passing(passed: number, tasks: number, attempts = 1): Record<string, Attempts> {
  return Object.fromEntries(
    Array.from({ length: tasks }, (_, index) => [
      `task-${String(index + 1).padStart(2, "0")}`,
      Array.from({ length: attempts }, () => (index < passed ? 1 : 0)),
    ]),
  );
}

import type { Configuration } from "../../core/configuration.ts";
import type { Expense, Group, Summary, TaskTally } from "../../core/summary.ts";
import { poolTallies } from "../pool-tallies.ts";

/** One configuration on one suite, with all of its runs put together. */
export interface Entry {
  readonly configuration: Configuration;
  readonly suite: Summary["conditions"]["suite"];
  readonly runs: readonly Summary[];
  readonly tallies: readonly TaskTally[];
  /** Of all trials, the lost ones too; null where the price of one is unknown. */
  readonly totalCostUsd: number | null;
}

/**
 * Runs of one configuration on one suite become one entry, as if they were one run with all of their attempts. The order
 * of the runs says nothing.
 */
export function poolRuns(summaries: readonly Summary[]): Entry[] {
  const parts = new Map<string, { readonly run: Summary; readonly group: Group }[]>();
  for (const run of summaries.toSorted(byStart)) {
    for (const group of run.groups) {
      const key = `${group.configuration.key} ${run.conditions.suite.hash}`;
      parts.set(key, [...(parts.get(key) ?? []), { run, group }]);
    }
  }
  return [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, those]) => toEntry(those));
}

export const byStart = (a: Summary, b: Summary): number => {
  const [left, right] = [`${a.startedAt} ${a.runId}`, `${b.startedAt} ${b.runId}`];
  return left === right ? 0 : left < right ? -1 : 1;
};

function toEntry(parts: readonly { readonly run: Summary; readonly group: Group }[]): Entry {
  const latest = parts.at(-1)!;
  const costs = parts.map(({ group }) => group.usage.costUsd);
  return {
    // What is known of a model may have been mended since: the latest run's word counts.
    configuration: latest.group.configuration,
    suite: latest.run.conditions.suite,
    runs: parts.map(({ run }) => run),
    tallies: poolTallies(parts.map(({ run, group }) => toTallies(run, group))),
    totalCostUsd: costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0),
  };
}

/** A run that only graded again has the agent's costs, and nothing to say of the agent's time. */
function toTallies({ derivedFrom }: Summary, { tasks }: Group): readonly TaskTally[] {
  if (derivedFrom === null) return tasks;
  return tasks.map((tally) => ({ ...tally, perTrial: withoutTimes(tally.perTrial) }));
}

const withoutTimes = (expense: Expense): Expense => ({ ...expense, wallMs: null, workingMs: null });

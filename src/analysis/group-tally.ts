import type { Configuration } from "../core/configuration.ts";
import type { Quality, QualityMetric } from "../core/quality.ts";
import type { Group, TaskFacets } from "../core/summary.ts";
import type { TrialRow } from "../core/trial-row.ts";
import { addUsage, NO_USAGE, type Usage } from "../core/usage.ts";
import { varianceComponents } from "../stats/variance.ts";
import { byTask } from "./by-task.ts";
import { addToCell, type Cell, createCell, toTally } from "./cell.ts";
import { createCheckpointTally } from "./checkpoint-tally.ts";
import { estimatePassRate, estimateScore } from "./estimates.ts";
import { addExpense, addRow, type ExpenseSum, NO_EXPENSE, perOne } from "./expense.ts";
import { addValue, type Moments, NO_MOMENTS } from "./moments.ts";
import { estimatePassAt } from "./pass-at.ts";
import { toSlices } from "./slices.ts";

/** Adds up one configuration's trials; what it holds grows with tasks, not with trials. */
export interface GroupTally {
  readonly add: (row: TrialRow) => void;
  readonly toGroup: (given: GivenOfGroup) => Group;
}

export interface GivenOfGroup {
  readonly configuration: Configuration;
  readonly planned: number;
  readonly facets: ReadonlyMap<string, TaskFacets>;
  /** Variance between two gradings of one workspace, where there were two. */
  readonly rescoring: number | null;
}

export function createGroupTally(): GroupTally {
  const cells = new Map<string, Cell>();
  const quality = new Map<QualityMetric, Moments>();
  const infraErrors = new Map<string, number>();
  const limits = new Map<string, number>();
  const checkpoints = createCheckpointTally();
  let usage: Usage = NO_USAGE;
  let everything: ExpenseSum = NO_EXPENSE;
  let cancelled = 0;
  return {
    add: (row) => {
      const key = `${row.task}\n${row.language}`;
      cells.set(key, addToCell(cells.get(key) ?? createCell(row.task, row.language), row));
      const { outcome } = row;
      if (outcome.kind === "infra-error") countOne(infraErrors, outcome.code);
      if (outcome.kind === "limit") countOne(limits, outcome.limit);
      if (outcome.kind === "cancelled") cancelled += 1;
      if (row.quality !== null) addQuality(quality, row.quality);
      checkpoints.add(row);
      usage = addUsage(usage, row.usage);
      everything = addRow(everything, row);
    },
    toGroup: ({ configuration, planned, facets, rescoring }) => {
      const tasks = [...cells.values()].map(toTally).toSorted(byName);
      const pooled = byTask(tasks);
      const scored = tasks.reduce((sum, tally) => sum + tally.scored, 0);
      const passed = tasks.reduce((sum, tally) => sum + tally.passed, 0);
      const ofScored = [...cells.values()].reduce((sum, { expense }) => addExpense(sum, expense), NO_EXPENSE);
      return {
        configuration,
        planned,
        finished: tasks.reduce((sum, { trials }) => sum + trials, 0),
        scored,
        passed,
        cancelled,
        infraErrors: toSortedRecord(infraErrors),
        limits: toSortedRecord(limits),
        passRate: estimatePassRate(pooled),
        score: estimateScore(pooled),
        passAt: toPassAt(tasks),
        variance: { ...varianceComponents(pooled), rescoring },
        usage,
        perTrial: perOne(ofScored, scored),
        perPassed: perOne(everything, passed),
        quality: Object.fromEntries(
          [...quality].map(([metric, { mean, n }]) => [metric, { mean, trials: n }] as const).toSorted(byKey),
        ),
        slices: toSlices(tasks, facets),
        checkpoints: checkpoints.toSummaries(),
        tasks,
      };
    },
  };
}

function countOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function addQuality(sums: Map<QualityMetric, Moments>, quality: Quality): void {
  for (const [metric, value] of Object.entries(quality) as [QualityMetric, number | null][]) {
    if (value !== null) sums.set(metric, addValue(sums.get(metric) ?? NO_MOMENTS, value));
  }
}

const toSortedRecord = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].toSorted(byKey));

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const byName = (a: Group["tasks"][number], b: Group["tasks"][number]): number =>
  a.task === b.task ? (a.language < b.language ? -1 : 1) : a.task < b.task ? -1 : 1;

/** Numbers of attempts that people ask for. */
const KS = [1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100];

function toPassAt(tasks: Group["tasks"]): Group["passAt"] {
  const most = tasks.reduce((sofar, { scored }) => Math.max(sofar, scored), 0);
  return KS.filter((k) => k <= most).map((k) => estimatePassAt(tasks, k)!);
}

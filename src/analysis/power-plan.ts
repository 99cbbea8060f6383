import type { Metric } from "../core/comparison.ts";
import type { PlannedExpense, PowerPlan, VarianceSource } from "../core/power-plan.ts";
import type { Summary } from "../core/summary.ts";
import { attemptsNeeded, detectableDifference, tasksNeeded } from "../stats/power.ts";
import { estimateExpense, estimateWallMs } from "./expected-expense.ts";
import { FEWEST_TASKS } from "./fewest-tasks.ts";
import { measureVariance } from "./past-variance.ts";
import type { PlannedConfiguration } from "./past-trials.ts";

export interface PowerPlanInput {
  readonly suite: PowerPlan["suite"];
  readonly metric: Metric;
  /** How often each language and seed of a task is attempted. */
  readonly attempts: number;
  readonly configurations: readonly PlannedConfiguration[];
  readonly concurrency: number;
  readonly localConcurrency: number;
  /** Past runs of the suite. */
  readonly runs: readonly Summary[];
  /** The difference that is asked for, as a share of 1; null: none. */
  readonly detect: number | null;
}

/** Numbers of attempts that a plan is held against. */
const ATTEMPTS = [1, 3, 5, 10, 15];

/** What a run would cost, and what two of its configurations must differ by to be told apart. Pure. */
export function planPower(input: PowerPlanInput): PowerPlan {
  const { suite, metric, attempts, configurations, concurrency, runs, detect } = input;
  const expenses = configurations.map((planned) => estimateExpense(planned, runs));
  const variance = measureVariance(configurations, runs, metric);
  const trials = configurations.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const tasks = new Set(configurations.flatMap((planned) => planned.tasks)).size;
  // Every configuration has the same tasks, and each of them as many languages and seeds.
  const cells = trials / configurations.length / tasks / attempts;
  const design = { tasks, cells, variance };
  const costUsd = sumKnown(expenses.map((expense) => expense.costUsd));
  const wallMs = toWallMs(expenses, input);
  return {
    schema: 1,
    suite,
    metric,
    tasks,
    cells,
    attempts,
    trials,
    concurrency,
    configurations: expenses,
    costUsd,
    wallMs,
    variance,
    rows: [...new Set([...ATTEMPTS, attempts])]
      .toSorted((a, b) => a - b)
      .map((k) => ({
        attempts: k,
        trials: Math.round((trials / attempts) * k),
        detectable: detectableWith(design, k),
        costUsd: costUsd === null ? null : (costUsd / attempts) * k,
        wallMs: wallMs === null ? null : (wallMs / attempts) * k,
      })),
    asked: detect === null ? null : findNeeded(design, attempts, detect),
  };
}

interface Design {
  readonly tasks: number;
  readonly cells: number;
  readonly variance: VarianceSource;
}

/** Languages and seeds of a task count as further attempts at it. */
const toPowerDesign = ({ tasks, cells, variance }: Design, attempts: number) => ({
  tasks,
  attempts: attempts * cells,
  withinVariance: variance.within,
  interactionVariance: variance.interaction,
});

const detectableWith = (design: Design, attempts: number): number | null =>
  design.tasks < FEWEST_TASKS ? null : detectableDifference(toPowerDesign(design, attempts));

function findNeeded(design: Design, attempts: number, difference: number): PowerPlan["asked"] {
  const given = { ...toPowerDesign(design, attempts), difference };
  const enough = design.tasks < FEWEST_TASKS ? null : attemptsNeeded(given);
  return {
    difference,
    attempts: enough === null ? null : Math.max(1, Math.ceil(enough / design.cells)),
    tasks: Math.max(FEWEST_TASKS, tasksNeeded(given)),
  };
}

const sumKnown = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);

function toWallMs(
  expenses: readonly PlannedExpense[],
  { configurations, concurrency, localConcurrency }: PowerPlanInput,
): number | null {
  const planned = expenses.map(({ wallMs }, index) => ({ wallMs, lane: configurations[index]!.lane }));
  return estimateWallMs(planned, { concurrency, localConcurrency });
}

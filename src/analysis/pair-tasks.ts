import type { Expense, TaskTally } from "../core/summary.ts";
import type { TaskTally as Tally } from "../stats/tally.ts";
import { byTask } from "./by-task.ts";
import { poolTallies } from "./pool-tallies.ts";

/** One task as both sides did it. */
export interface TaskPair {
  readonly task: string;
  readonly a: Tally;
  readonly b: Tally;
  readonly expenseA: Expense;
  readonly expenseB: Expense;
}

export interface PairedTasks {
  /** In the order of their names. */
  readonly pairs: readonly TaskPair[];
  /** What only one side has scores of: a task, or one language of a task that has several. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

/** Puts together what both sides have scores of, language by language, and then by task. */
export function pairTasks(a: readonly TaskTally[], b: readonly TaskTally[]): PairedTasks {
  const [left, right] = [a.filter(isScored), b.filter(isScored)];
  const [keysA, keysB] = [new Set(left.map(keyOf)), new Set(right.map(keyOf))];
  const nameOf = createNaming([...a, ...b]);
  const both = (tally: TaskTally): boolean => keysA.has(keyOf(tally)) && keysB.has(keyOf(tally));
  const [poolA, poolB] = [pool(left.filter(both)), pool(right.filter(both))];
  return {
    pairs: [...poolA.keys()].toSorted().map((task) => {
      const [one, other] = [poolA.get(task)!, poolB.get(task)!];
      return { task, a: one.tally, b: other.tally, expenseA: one.expense, expenseB: other.expense };
    }),
    onlyA: left
      .filter((tally) => !both(tally))
      .map(nameOf)
      .toSorted(),
    onlyB: right
      .filter((tally) => !both(tally))
      .map(nameOf)
      .toSorted(),
  };
}

const isScored = ({ scored }: TaskTally): boolean => scored > 0;

const keyOf = ({ task, language }: TaskTally): string => `${task}\n${language}`;

function createNaming(tallies: readonly TaskTally[]): (tally: TaskTally) => string {
  const languages = new Map<string, Set<string>>();
  for (const { task, language } of tallies)
    languages.set(task, (languages.get(task) ?? new Set()).add(language));
  return ({ task, language }) => (languages.get(task)!.size > 1 ? `${task} (${language})` : task);
}

interface Pooled {
  readonly tally: Tally;
  readonly expense: Expense;
}

/** Every language of a task weighs as many trials as it has. */
function pool(tallies: readonly TaskTally[]): ReadonlyMap<string, Pooled> {
  const expenses = new Map(
    poolTallies([tallies.map((tally) => ({ ...tally, language: "" }))]).map(({ task, perTrial }) => [
      task,
      perTrial,
    ]),
  );
  return new Map(byTask(tallies).map((tally) => [tally.task, { tally, expense: expenses.get(tally.task)! }]));
}

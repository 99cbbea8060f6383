import { createRandom } from "../../../src/stats/random.ts";
import type { Interval } from "../../../src/stats/interval.ts";
import type { TaskTally } from "../../../src/stats/tally.ts";
import type { Chances } from "./outcomes.ts";
import { repeat } from "./tallies.ts";

export interface Experiment {
  /** Of a task's outcome. */
  readonly chances: Chances;
  /** A task with that outcome. */
  readonly tallies: readonly TaskTally[];
  readonly tasks: number;
  readonly truth: number;
  readonly intervalOf: (tasks: readonly TaskTally[]) => Interval | null;
}

/** Combinations of outcomes below this chance are left out; all of them together are below 1e-4. */
const NEGLIGIBLE = 1e-10;

/** The share of intervals that contain the truth, over every combination of outcomes: no simulation. */
export function coverExactly({ chances, tallies, tasks, truth, intervalOf }: Experiment): number {
  const logs = chances.map(Math.log);
  const factorials = [0];
  for (let i = 1; i <= tasks; i += 1) factorials.push(factorials[i - 1]! + Math.log(i));
  let covered = 0;
  const walk = (index: number, left: number, log: number, counts: readonly number[]): void => {
    if (index < logs.length - 1) {
      for (let count = 0; count <= left; count += 1)
        walk(index + 1, left - count, log + count * logs[index]! - factorials[count]!, [...counts, count]);
      return;
    }
    const chance = Math.exp(log + left * logs[index]! - factorials[left]!);
    if (chance < NEGLIGIBLE) return;
    if (contains(intervalOf(repeat(tallies, [...counts, left])), truth)) covered += chance;
  };
  walk(0, tasks, factorials[tasks]!, []);
  return covered;
}

/** The same of seeded draws. */
export function coverOf(
  { chances, tallies, tasks, truth, intervalOf }: Experiment,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): number {
  const draw = createSampler(chances, seed);
  const sample = Array.from<TaskTally>({ length: tasks });
  let covered = 0;
  for (let repetition = 0; repetition < draws; repetition += 1) {
    for (let task = 0; task < tasks; task += 1) sample[task] = tallies[draw()]!;
    if (contains(intervalOf(sample), truth)) covered += 1;
  }
  return covered / draws;
}

export function contains(interval: Interval | null, truth: number): boolean {
  return interval !== null && interval.lower <= truth + 1e-12 && truth - 1e-12 <= interval.upper;
}

const GUIDE = 2048;

/** Draws outcomes; a guide table tells where in the cumulated chances to begin looking. */
export function createSampler(chances: Chances, seed: number): () => number {
  const random = createRandom(seed);
  let sum = 0;
  const upTo = chances.map((chance) => (sum += chance));
  const last = chances.length - 1;
  const find = (u: number, from: number): number => {
    let outcome = from;
    while (outcome < last && upTo[outcome]! <= u) outcome += 1;
    return outcome;
  };
  const guide = Array.from({ length: GUIDE }, (_, slot) => find(slot / GUIDE, 0));
  return () => {
    const u = random();
    return find(u, guide[Math.floor(u * GUIDE)]!);
  };
}

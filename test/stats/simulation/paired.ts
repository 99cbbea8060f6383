import { comparePaired, type PairedTask } from "../../../src/stats/paired.ts";
import type { TaskTally } from "../../../src/stats/tally.ts";
import { contains, createSampler } from "./coverage.ts";
import { qualities, type Chances } from "./outcomes.ts";

export interface PairedExperiment {
  readonly metric: "passRate" | "score";
  /** Of an outcome of a task of that quality. */
  readonly chancesOf: (quality: number) => Chances;
  /** A task with that outcome; its value is what is compared. */
  readonly tallies: readonly TaskTally[];
  readonly valueOf: (tally: TaskTally) => number;
  readonly tasks: number;
  /** The mean quality on both sides; a task that is hard for A is as hard, in rank, for B. */
  readonly a: number;
  readonly b: number;
  readonly rho: number;
}

export interface PairedFigures {
  /** The share of comparisons with p ≤ 5 %. */
  readonly rejected: number;
  /** The share of 95 % intervals that contain the true difference. */
  readonly covered: number;
}

/** Of seeded draws. */
export function comparePairs(
  experiment: PairedExperiment,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): PairedFigures {
  const { metric, tallies, valueOf, tasks } = experiment;
  const joint = jointChances(experiment);
  const outcomes: PairedTask[] = tallies.flatMap((a) => tallies.map((b) => ({ task: "t", a, b })));
  const truth = outcomes.reduce((sum, { a, b }, index) => sum + joint[index]! * (valueOf(b) - valueOf(a)), 0);
  const draw = createSampler(joint, seed);
  const sample = Array.from<PairedTask>({ length: tasks });
  let rejected = 0;
  let covered = 0;
  for (let repetition = 0; repetition < draws; repetition += 1) {
    for (let task = 0; task < tasks; task += 1) sample[task] = outcomes[draw()]!;
    const { pValue, interval } = comparePaired(sample, { metric });
    if (pValue! <= 0.05 + 1e-12) rejected += 1;
    if (contains(interval, truth)) covered += 1;
  }
  return { rejected: rejected / draws, covered: covered / draws };
}

function jointChances({ chancesOf, a, b, rho }: PairedExperiment): Chances {
  const [ofA, ofB] = [qualities(a, rho).map(chancesOf), qualities(b, rho).map(chancesOf)];
  const size = ofA[0]!.length;
  const joint = Array.from<number>({ length: size * size }).fill(0);
  for (const [quality, chancesA] of ofA.entries())
    for (const [i, x] of chancesA.entries())
      for (const [j, y] of ofB[quality]!.entries()) joint[i * size + j]! += (x * y) / ofA.length;
  return joint;
}

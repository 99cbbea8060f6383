import { findSteps } from "./lattice.ts";
import { createRandom } from "./random.ts";

export interface SignFlips {
  /** Of the flips that are drawn. */
  readonly seed: number;
  /** How many flips are drawn where there are too many to count; 9,999 if silent. */
  readonly draws?: number | undefined;
}

/** More work than this is not done for an exact count. */
const MOST_STEPS = 2 ** 23;
/** So many unlike differences have few enough signs, 2^14, to try them all. */
const FEW = 14;
const DRAWS = 9999;
/** What is this much smaller than the mean difference is a rounding error. */
const NOTHING = 1e-10;

/**
 * The two-sided p-value of paired differences when A and B are the same: how often random signs give a sum at least as
 * far from 0. Exact where at most 14 tasks differ, and where all differ by multiples of one step, as pass rates do; else
 * of seeded draws, with the observed one among them (+1). 1 where nothing differs.
 * Source: Fisher, "The Design of Experiments" (1935); Phipson and Smyth (2010) for the +1.
 */
export function signFlipPValue(differences: readonly number[], { seed, draws = DRAWS }: SignFlips): number {
  const total = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const differing = differences.filter(
    (difference) => Math.abs(difference) > (NOTHING * total) / differences.length,
  );
  const steps = findSteps(differing, MOST_STEPS / differing.length);
  if (steps !== null) return countSteps(steps);
  const bar = Math.abs(differing.reduce((sum, difference) => sum + difference, 0)) - NOTHING * total;
  return differing.length <= FEW ? countAll(differing, bar) : drawFlips(differing, bar, { seed, draws });
}

/** By the chance of each sum of the steps that happen to be positive, which grows step by step. */
function countSteps(steps: readonly number[]): number {
  const sizes = steps.map(Math.abs);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reach = 0;
  for (const size of sizes) {
    reach += size;
    for (let sum = reach; sum >= size; sum -= 1) chances[sum] = 0.5 * (chances[sum]! + chances[sum - size]!);
    for (let sum = 0; sum < size; sum += 1) chances[sum] = 0.5 * chances[sum]!;
  }
  const observed = Math.abs(steps.reduce((sum, step) => sum + step, 0));
  const p = chances.reduce(
    (sum, chance, positive) => (Math.abs(2 * positive - total) >= observed ? sum + chance : sum),
    0,
  );
  return Math.min(1, p);
}

/** By symmetry the last sign may stay as it is. */
function countAll([last = 0, ...others]: readonly number[], bar: number): number {
  const walk = (index: number, sum: number): number => {
    const difference = others[index];
    if (difference === undefined) return Math.abs(sum) >= bar ? 1 : 0;
    return (walk(index + 1, sum + difference) + walk(index + 1, sum - difference)) / 2;
  };
  return walk(0, last);
}

function drawFlips(
  differing: readonly number[],
  bar: number,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): number {
  const random = createRandom(seed);
  let atLeast = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = 0;
    let bits = 0;
    for (let index = 0; index < differing.length; index += 1) {
      if (index % 31 === 0) bits = Math.floor(random() * 2 ** 31);
      sum += (bits & 1) === 1 ? differing[index]! : -differing[index]!;
      bits >>= 1;
    }
    if (Math.abs(sum) >= bar) atLeast += 1;
  }
  return (atLeast + 1) / (draws + 1);
}

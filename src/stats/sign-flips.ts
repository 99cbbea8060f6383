import { coinProbabilities } from "./distributions.ts";
import { createRandom } from "./random.ts";

export interface SignFlips {
  /** Of the Monte Carlo part. */
  readonly seed: number;
  /** How many flips are drawn where there are too many to try each. */
  readonly draws?: number | undefined;
}

/** Above so many outcomes they are drawn instead of counted: seventeen tasks that differ by unlike amounts, or more. */
const MOST_OUTCOMES = 2 ** 16;
const DRAWS = 9999;
/** Sums that are this much alike, relative to all of them, are equal. */
const SAME = 1e-10;

/**
 * The two-sided p-value of paired differences when A and B are the same: how often random signs give a sum at least as
 * far from 0. Exact where few tasks differ or many by equal amounts, as pass rates do; else of seeded draws, with the
 * observed one among them (+1). 1 where nothing differs.
 * Source: Fisher, "The Design of Experiments" (1935), section 21; Phipson and Smyth (2010) for the +1.
 */
export function signFlipPValue(differences: readonly number[], { seed, draws = DRAWS }: SignFlips): number {
  const all = differences.map(Math.abs);
  const total = all.reduce((sum, size) => sum + size, 0);
  const sizes = all.filter((size) => size > (SAME * total) / all.length);
  const bar = Math.abs(differences.reduce((sum, difference) => sum + difference, 0)) - SAME * total;
  if (bar <= 0) return 1;
  const groups = groupEqual(sizes, SAME * total);
  const outcomes = groups.slice(1).reduce((product, { count }) => product * (count + 1), 1);
  return outcomes <= MOST_OUTCOMES ? countFlips(groups, bar) : drawFlips(sizes, bar, { seed, draws });
}

interface EqualSizes {
  readonly size: number;
  readonly count: number;
}

/** The most frequent first. */
function groupEqual(sizes: readonly number[], tolerance: number): EqualSizes[] {
  const groups: { size: number; count: number }[] = [];
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const last = groups.at(-1);
    if (last !== undefined && size - last.size <= tolerance / sizes.length) last.count += 1;
    else groups.push({ size, count: 1 });
  }
  return groups.toSorted((a, b) => b.count - a.count);
}

/** Among equal sizes only the number of plus signs matters, and the largest group needs no trying: its tail is known. */
function countFlips([largest, ...others]: readonly EqualSizes[], bar: number): number {
  const { size, count } = largest!;
  const atMost = cumulate(coinProbabilities(count));
  const tails = (sum: number): number =>
    tailUpTo(atMost, Math.floor((count - (bar + sum) / size) / 2)) +
    tailUpTo(atMost, Math.floor((count - (bar - sum) / size) / 2));
  let sums = new Map([[0, 1]]);
  for (const group of others) sums = addGroup(sums, group);
  let p = 0;
  for (const [sum, probability] of sums) p += probability * tails(sum);
  return Math.min(1, p);
}

function addGroup(sums: ReadonlyMap<number, number>, { size, count }: EqualSizes): Map<number, number> {
  const next = new Map<number, number>();
  for (const [plus, chance] of coinProbabilities(count).entries()) {
    for (const [sum, probability] of sums) {
      const value = sum + size * (2 * plus - count);
      next.set(value, (next.get(value) ?? 0) + probability * chance);
    }
  }
  return next;
}

function cumulate(probabilities: readonly number[]): number[] {
  let sum = 0;
  return probabilities.map((probability) => (sum += probability));
}

function tailUpTo(atMost: readonly number[], k: number): number {
  return k < 0 ? 0 : Math.min(1, atMost[Math.min(k, atMost.length - 1)]!);
}

function drawFlips(
  sizes: readonly number[],
  bar: number,
  { seed, draws }: { seed: number; draws: number },
): number {
  const random = createRandom(seed);
  let atLeast = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = 0;
    let bits = 0;
    for (let index = 0; index < sizes.length; index += 1) {
      if (index % 31 === 0) bits = Math.floor(random() * 2 ** 31);
      sum += (bits & 1) === 1 ? sizes[index]! : -sizes[index]!;
      bits >>= 1;
    }
    if (Math.abs(sum) >= bar) atLeast += 1;
  }
  return (atLeast + 1) / (draws + 1);
}

import { betaQuantile } from "../../../src/stats/distributions.ts";

/** Chances of outcome 0, 1, 2 …; they add up to 1. */
export type Chances = readonly number[];

/** Of c passes in n independent attempts. */
export function binomial(n: number, p: number): Chances {
  let chances: number[] = [1];
  for (let attempt = 0; attempt < n; attempt += 1) chances = convolve(chances, [1 - p, p]);
  return chances;
}

/**
 * Of c passes in n attempts whose intra-task correlation is rho: each task's own rate is of Beta with that mean, so that
 * two attempts at one task correlate by rho = 1 / (α + β + 1).
 */
export function betaBinomial(n: number, p: number, rho: number): Chances {
  if (rho === 0) return binomial(n, p);
  const mass = 1 / rho - 1;
  const rising = (start: number, count: number): number => {
    let product = 1;
    for (let step = 0; step < count; step += 1) product *= start + step;
    return product;
  };
  return binomial(n, 0.5).map(
    (half, c) => (half * 2 ** n * rising(p * mass, c) * rising((1 - p) * mass, n - c)) / rising(mass, n),
  );
}

/** Of sums of one outcome of each. */
export function convolve(a: Chances, b: Chances): number[] {
  const sums = Array.from<number>({ length: a.length + b.length - 1 }).fill(0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) sums[i + j]! += x * y;
  return sums;
}

/** The qualities of two hundred tasks whose own rates are of Beta with mean p: its quantiles. One of them for rho = 0. */
export function qualities(p: number, rho: number): number[] {
  if (rho === 0) return [p];
  const mass = 1 / rho - 1;
  return Array.from({ length: 200 }, (_, i) => betaQuantile((i + 0.5) / 200, p * mass, (1 - p) * mass));
}

export function average(all: readonly Chances[]): Chances {
  return all[0]!.map((_, index) => all.reduce((sum, chances) => sum + chances[index]!, 0) / all.length);
}

/** How many of a trial's CHECKS pass, for a task of that quality. */
export type ScoreModel = (quality: number) => Chances;

export const CHECKS = 8;

/** Checks that fail one by one; checks that fail together; trials that are dead on arrival, or else nearly perfect. */
export const scoreModels = {
  "independent checks": (quality) => binomial(CHECKS, quality),
  "checks that fail together": (quality) => betaBinomial(CHECKS, quality, 0.25),
  "dead or nearly perfect": (quality) => {
    const dead = (1 - quality) / 2;
    const alive = binomial(CHECKS, quality / (1 - dead));
    return alive.map((chance, passed) => (1 - dead) * chance + (passed === 0 ? dead : 0));
  },
} satisfies Record<string, ScoreModel>;

/** How many checks pass in so many trials of a task of that quality. */
export function checksPassed(model: ScoreModel, quality: number, trials: number): Chances {
  let sum: Chances = [1];
  for (let trial = 0; trial < trials; trial += 1) sum = convolve(sum, model(quality));
  return sum;
}

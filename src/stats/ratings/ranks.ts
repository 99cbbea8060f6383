import { normalCritical, studentCritical } from "../distributions.ts";
import { DEFAULT_LEVEL } from "../interval.ts";
import { createRandom } from "../random.ts";
import { factorize, type Matrix } from "./symmetric-matrix.ts";

/** 1 and the number of models whose lower bound lies above one's own upper bound, as public arenas rank. */
export function rankByInterval(
  intervals: readonly { readonly lower: number; readonly upper: number }[],
): number[] {
  return intervals.map(({ upper }) => 1 + intervals.filter(({ lower }) => lower > upper).length);
}

/** From the best rank that a model may have to the worst. */
export interface RankRange {
  readonly best: number;
  readonly worst: number;
}

const DRAWS = 2000;
/** Beyond so many models the draws take longer than their sharper bound is worth. */
const MANY_MODELS = 120;

/**
 * Ranges that hold all true ranks together with probability `level`: a model stands above another where their difference is beyond what the
 * greatest of all studentised differences may be by chance. That bound is drawn from the ratings' normal distribution, or is Bonferroni's where
 * there are very many models. The same seed gives the same ranges.
 * Source: Mogstad, Romano, Shaikh and Wilhelm, "Inference for ranks" (2024).
 */
export function rankSimultaneously(
  strengths: Float64Array,
  covariance: Matrix,
  {
    seed,
    level = DEFAULT_LEVEL,
    degrees = Number.POSITIVE_INFINITY,
  }: { readonly seed: number; readonly level?: number; readonly degrees?: number },
): RankRange[] {
  const models = strengths.length;
  const size = Math.sqrt(covariance.length);
  const errorOf = (i: number, j: number): number =>
    Math.sqrt(
      Math.max(0, covariance[i * size + i]! + covariance[j * size + j]! - 2 * covariance[i * size + j]!),
    );
  const pairs = (models * (models - 1)) / 2;
  const wider = studentCritical(level, degrees) / normalCritical(level);
  const normal =
    models > MANY_MODELS
      ? normalCritical(1 - (1 - level) / pairs)
      : drawCritical({ models, size, covariance, errorOf, seed, level });
  return Array.from(strengths, (strength, i) => {
    let [above, below] = [0, 0];
    for (let j = 0; j < models; j += 1) {
      const difference = strengths[j]! - strength;
      const bound = i === j ? Number.POSITIVE_INFINITY : normal * wider * errorOf(i, j);
      if (difference > bound) above += 1;
      else if (-difference > bound) below += 1;
    }
    return { best: 1 + above, worst: models - below };
  });
}

function drawCritical({
  models,
  size,
  covariance,
  errorOf,
  seed,
  level,
}: {
  readonly models: number;
  readonly size: number;
  readonly covariance: Matrix;
  readonly errorOf: (i: number, j: number) => number;
  readonly seed: number;
  readonly level: number;
}): number {
  const block = new Float64Array(models * models);
  const scale =
    Array.from({ length: models }, (_, i) => covariance[i * size + i]!).reduce((a, b) => a + b, 0) / models;
  for (let i = 0; i < models; i += 1) {
    // A common shift, which differences do not see, makes it definite.
    for (let j = 0; j < models; j += 1) block[i * models + j] = covariance[i * size + j]! + scale;
    block[i * models + i] = block[i * models + i]! + scale * 1e-9;
  }
  const lower = factorize(block, models);
  if (lower === null) return normalCritical(1 - (1 - level) / ((models * (models - 1)) / 2));
  const inverseErrors = new Float64Array(models * models);
  for (let i = 0; i < models; i += 1)
    for (let j = 0; j < i; j += 1) inverseErrors[i * models + j] = 1 / errorOf(i, j);
  const normal = createNormal(seed);
  const greatest = Array.from({ length: DRAWS }, () => {
    const z = Float64Array.from({ length: models }, normal);
    const x = new Float64Array(models);
    let most = 0;
    for (let i = 0; i < models; i += 1) {
      let sum = 0;
      for (let k = 0; k <= i; k += 1) sum += lower[i * models + k]! * z[k]!;
      x[i] = sum;
      for (let j = 0; j < i; j += 1) {
        const studentised = Math.abs(sum - x[j]!) * inverseErrors[i * models + j]!;
        if (studentised > most) most = studentised;
      }
    }
    return most;
  });
  return greatest.toSorted((a, b) => a - b)[Math.ceil(level * DRAWS) - 1]!;
}

/** Standard normal numbers. Source: the polar method of Marsaglia. */
function createNormal(seed: number): () => number {
  const random = createRandom(seed);
  return () => {
    for (;;) {
      const [u, v] = [2 * random() - 1, 2 * random() - 1];
      const square = u * u + v * v;
      if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };
}

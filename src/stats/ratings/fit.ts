import type { GameTable } from "./games.ts";
import { squareScores } from "./scores.ts";
import { factorize, invertFactored, type Matrix, sandwich, solveFactored } from "./symmetric-matrix.ts";

const MAX_STEPS = 100;
/** A step below this, in units of strength, is a rounding error. */
const SMALL_STEP = 1e-10;
const HALVINGS = 40;

/** Strengths θ of P(a beats b) = σ(θa − θb + zᵀβ), whose mean is 0. */
export interface Strengths {
  readonly strengths: Float64Array;
  /** β, one for each covariate. */
  readonly effects: Float64Array;
  readonly steps: number;
}

export interface FitOptions {
  /** Penalty λ of λ|β|²/2; none on strengths. 0 if silent. */
  readonly ridge?: number;
  /** Where to begin; zeros if silent. */
  readonly start?: Pick<Strengths, "strengths" | "effects">;
}

/**
 * Maximum likelihood by Newton's method, each step halved until it does not lose likelihood. Only for models that are joined by wins in
 * both directions (`components.ts`): else there is no maximum.
 * Source: Hunter, "MM algorithms for generalized Bradley-Terry models" (2004), section 2 for when one exists.
 * @throws Error where no maximum is found
 */
export function fitStrengths(table: GameTable, { ridge = 0, start }: FitOptions = {}): Strengths {
  const { models, covariates } = table;
  const size = models + covariates;
  let at = new Float64Array(size);
  if (start !== undefined) at.set([...start.strengths, ...start.effects]);
  let here = evaluate(table, at, ridge);
  for (let steps = 1; steps <= MAX_STEPS; steps += 1) {
    const lower = factorize(here.information, size);
    if (lower === null) break;
    const step = solveFactored(lower, here.gradient);
    let share = 1;
    let next = move(at, step, share);
    let there = evaluate(table, next, ridge);
    for (
      let halving = 0;
      !(there.likelihood >= here.likelihood - roundingOf(here)) && halving < HALVINGS;
      halving += 1
    ) {
      share /= 2;
      next = move(at, step, share);
      there = evaluate(table, next, ridge);
    }
    at = next;
    here = there;
    if (step.every((value) => Math.abs(value * share) < SMALL_STEP)) return toStrengths(at, models, steps);
  }
  throw new Error("the ratings have no maximum of likelihood");
}

const roundingOf = ({ likelihood }: { readonly likelihood: number }): number =>
  1e-12 * (1 + Math.abs(likelihood));

const move = (from: Float64Array, step: Float64Array, share: number): Float64Array<ArrayBuffer> =>
  Float64Array.from(from, (value, index) => value + share * step[index]!);

function toStrengths(at: Float64Array, models: number, steps: number): Strengths {
  const strengths = at.slice(0, models);
  const mean = strengths.reduce((sum, value) => sum + value, 0) / models;
  return { strengths: strengths.map((value) => value - mean), effects: at.slice(models), steps };
}

interface Evaluation {
  readonly likelihood: number;
  readonly gradient: Float64Array;
  /** Of the negative likelihood, with 1/K added between all strengths: a common shift changes nothing else. */
  readonly information: Matrix;
}

function evaluate(table: GameTable, at: Float64Array, ridge: number): Evaluation {
  const { models, covariates, a, b, result, weight, count, values } = table;
  const size = models + covariates;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  let likelihood = 0;
  for (let row = 0; row < a.length; row += 1) {
    const [i, j] = [a[row]!, b[row]!];
    const games = weight[row]! * count[row]!;
    const z = marginOf(table, at, row);
    const p = 1 / (1 + Math.exp(-z));
    likelihood += games * (result[row]! * z - softplus(z));
    const surplus = games * (result[row]! - p);
    const curvature = games * p * (1 - p);
    gradient[i] = gradient[i]! + surplus;
    gradient[j] = gradient[j]! - surplus;
    addPair(information, size, [i, j], curvature);
    for (let k = 0; k < covariates; k += 1) {
      const value = values[row * covariates + k]!;
      const at = models + k;
      gradient[at] = gradient[at]! + surplus * value;
      const tilt = curvature * value;
      information[at * size + i] = information[at * size + i]! + tilt;
      information[at * size + j] = information[at * size + j]! - tilt;
      for (let l = 0; l <= k; l += 1) {
        const place = at * size + models + l;
        information[place] = information[place]! + tilt * values[row * covariates + l]!;
      }
    }
  }
  for (let k = models; k < size; k += 1) {
    likelihood -= (ridge * at[k]! ** 2) / 2;
    gradient[k] = gradient[k]! - ridge * at[k]!;
    information[k * size + k] = information[k * size + k]! + ridge;
  }
  for (let i = 0; i < models; i += 1) {
    for (let j = 0; j <= i; j += 1) information[i * size + j] = information[i * size + j]! + 1 / models;
  }
  return { likelihood, gradient, information };
}

/** θa − θb + zᵀβ of a row. */
function marginOf({ models, covariates, a, b, values }: GameTable, at: Float64Array, row: number): number {
  let z = at[a[row]!]! - at[b[row]!]!;
  for (let k = 0; k < covariates; k += 1) z += values[row * covariates + k]! * at[models + k]!;
  return z;
}

/** Adds to the lower triangle alone: a factorization reads no other. */
function addPair(matrix: Matrix, size: number, [i, j]: readonly [number, number], value: number): void {
  const [high, low] = i > j ? [i, j] : [j, i];
  matrix[i * size + i] = matrix[i * size + i]! + value;
  matrix[j * size + j] = matrix[j * size + j]! + value;
  matrix[high * size + low] = matrix[high * size + low]! - value;
}

/** log(1 + eᶻ). */
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

/** H⁻¹ of the fit, square, models first: what one vote more moves, and half of a sandwich. */
export function inverseInformation(table: GameTable, fit: Strengths, ridge = 0): Matrix {
  const size = table.models + table.covariates;
  const lower = factorize(evaluate(table, joined(fit), ridge).information, size);
  if (lower === null) throw new Error("the ratings have no maximum of likelihood");
  return invertFactored(lower, size);
}

const joined = ({ strengths, effects }: Strengths): Float64Array =>
  Float64Array.from([...strengths, ...effects]);

/**
 * The covariance of strengths and effects, robust against votes that do not follow the model, and against those of a cluster that depend on each
 * other: V = H⁻¹ B H⁻¹, where B is the sum of squared scores (`scores.ts`). Strengths have mean 0 in it. Square, models first.
 * Source: White, "Maximum likelihood estimation of misspecified models" (1982).
 */
export function covarianceOf(table: GameTable, fit: Strengths, ridge = 0): Matrix {
  const at = joined(fit);
  const inverse = inverseInformation(table, fit, ridge);
  const chances = Float64Array.from(table.a, (_, row) => 1 / (1 + Math.exp(-marginOf(table, at, row))));
  const surplus = chances.map((p, row) => table.weight[row]! * (table.result[row]! - p));
  const curvature = chances.map((p, row) => table.weight[row]! * p * (1 - p));
  return sandwich(inverse, squareScores(table, { surplus, curvature, inverse }), at.length);
}

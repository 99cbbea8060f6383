import type { Game } from "../stats/ratings/games.ts";
import { factorize, invertFactored, type Matrix, solveFactored } from "../stats/ratings/symmetric-matrix.ts";
import type { Belief } from "./choose-battle.ts";

/** Of the strengths of models that nobody has compared: two models in three are within a factor of three in odds. */
const PRIOR_VARIANCE = 1.2;
const STEPS = 50;
const SMALL_STEP = 1e-8;

/**
 * Strengths that were normal around 0 before any vote, after these votes: it exists whatever was compared, which ratings do not.
 * Source: the Laplace approximation.
 */
export function believe(games: readonly Game[], models: number): Belief {
  let at = new Float64Array(models);
  for (let step = 0; step < STEPS; step += 1) {
    const { gradient, precision } = evaluate(games, at);
    const move = solveFactored(factorize(precision, models)!, gradient);
    at = at.map((value, model) => value + move[model]!);
    if (move.every((value) => Math.abs(value) < SMALL_STEP)) break;
  }
  const lower = factorize(evaluate(games, at).precision, models)!;
  return { strengths: at, covariance: invertFactored(lower, models) };
}

function evaluate(
  games: readonly Game[],
  at: Float64Array,
): { readonly gradient: Float64Array; readonly precision: Matrix } {
  const models = at.length;
  const gradient = at.map((value) => -value / PRIOR_VARIANCE);
  const precision = new Float64Array(models * models);
  for (let i = 0; i < models; i += 1) precision[i * models + i] = 1 / PRIOR_VARIANCE;
  for (const { a, b, result, weight = 1 } of games) {
    const p = 1 / (1 + Math.exp(at[b]! - at[a]!));
    const surplus = weight * (result - p);
    const information = weight * p * (1 - p);
    gradient[a] = gradient[a]! + surplus;
    gradient[b] = gradient[b]! - surplus;
    precision[a * models + a] = precision[a * models + a]! + information;
    precision[b * models + b] = precision[b * models + b]! + information;
    precision[a * models + b] = precision[a * models + b]! - information;
    precision[b * models + a] = precision[b * models + a]! - information;
  }
  return { gradient, precision };
}
